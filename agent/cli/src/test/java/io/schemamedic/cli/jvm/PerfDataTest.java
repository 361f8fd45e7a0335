package io.schemamedic.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerfDataTest {

  /** A file with one text and one number. */
  private static ByteBuffer file(ByteOrder order) {
    ByteBuffer data = ByteBuffer.allocate(256);
    data.putInt(0, 0xcafec0c0)
        .put(4, (byte) (order == ByteOrder.BIG_ENDIAN ? 0 : 1))
        .put(5, (byte) 2);
    data.order(order);
    data.putInt(24, 32).putInt(28, 2);
    entry(data, 32, 'J', 0, "number", "");
    entry(data, 96, 'B', 16, "name", "text");
    data.order(ByteOrder.BIG_ENDIAN);
    return data;
  }

  private static void entry(
      ByteBuffer data, int at, char type, int length, String name, String text) {
    data.putInt(at, 64).putInt(at + 4, 20).putInt(at + 8, length).put(at + 12, (byte) type);
    data.putInt(at + 16, 40);
    data.put(at + 20, name.getBytes(StandardCharsets.UTF_8));
    data.put(at + 40, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void textsAreReadInBothByteOrders() {
    assertThat(PerfData.parse(file(ByteOrder.LITTLE_ENDIAN))).containsOnlyKeys("name");
    assertThat(PerfData.parse(file(ByteOrder.BIG_ENDIAN))).containsEntry("name", "text");
  }

  @Test
  void brokenFilesTellNothing(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("7");
    ByteBuffer pastTheEnd = file(ByteOrder.LITTLE_ENDIAN);
    pastTheEnd.order(ByteOrder.LITTLE_ENDIAN).putInt(96 + 16, 1_000_000);
    ByteBuffer intoTheNextEntry = file(ByteOrder.LITTLE_ENDIAN);
    intoTheNextEntry.order(ByteOrder.LITTLE_ENDIAN).putInt(96 + 16, 64);
    for (byte[] content :
        new byte[][] {
          new byte[0],
          "no counters at all, but long enough".getBytes(StandardCharsets.UTF_8),
          pastTheEnd.array(),
          intoTheNextEntry.array()
        }) {
      Files.write(file, content);

      assertThat(PerfData.read(file.toFile())).isEmpty();
    }
    assertThat(PerfData.read(new File(directory.toFile(), "absent"))).isEmpty();
  }
}

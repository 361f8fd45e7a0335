package io.schemamedic.cli.jvm;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The texts in the file of counters that a HotSpot JVM keeps for whoever may read it ({@code
 * hsperfdata}, layout 2.0). Reading it costs that JVM nothing.
 */
final class PerfData {
  private static final int MAGIC = 0xcafec0c0;
  private static final int HEADER_BYTES = 32;
  private static final int ENTRY_BYTES = 20;

  /** Most are 32 KB; a long command line makes them longer. */
  private static final long LONGEST_FILE = 4 * 1024 * 1024;

  private PerfData() {}

  /** Name to text; empty if the file cannot be read or is none of these. */
  static Map<String, String> read(File file) {
    try {
      if (!file.isFile() || file.length() > LONGEST_FILE) {
        return Collections.emptyMap();
      }
      return parse(ByteBuffer.wrap(Files.readAllBytes(file.toPath())));
    } catch (IOException | RuntimeException e) {
      // Another user's, gone meanwhile, or not finished yet: what it would have told is unknown.
      return Collections.emptyMap();
    }
  }

  static Map<String, String> parse(ByteBuffer data) {
    if (data.remaining() < HEADER_BYTES || data.getInt(0) != MAGIC || data.get(5) != 2) {
      return Collections.emptyMap();
    }
    data.order(data.get(4) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    Map<String, String> texts = new LinkedHashMap<>();
    int at = data.getInt(24);
    int entries = data.getInt(28);
    for (int i = 0; i < entries && at >= HEADER_BYTES && at + ENTRY_BYTES <= data.limit(); i++) {
      int length = data.getInt(at);
      int valueLength = data.getInt(at + 8);
      boolean isText = data.get(at + 12) == 'B' && valueLength > 0;
      if (isText) {
        ByteBuffer entry = entry(data, at, length);
        String name = text(entry, data.getInt(at + 4), length);
        texts.put(name, text(entry, data.getInt(at + 16), valueLength));
      }
      if (length < ENTRY_BYTES) {
        break;
      }
      at += length;
    }
    return texts;
  }

  /**
   * One entry alone, so that a file of nonsense is read once at most, and not once for each entry.
   *
   * @throws IllegalArgumentException if it goes beyond the file
   */
  private static ByteBuffer entry(ByteBuffer data, int at, int length) {
    ByteBuffer entry = data.duplicate();
    entry.limit(Math.addExact(at, length));
    entry.position(at);
    return entry.slice();
  }

  /** Up to the first zero byte. */
  private static String text(ByteBuffer entry, int from, int longest) {
    int end = from;
    while (end - from < longest && entry.get(end) != 0) {
      end++;
    }
    byte[] bytes = new byte[end - from];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = entry.get(from + i);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}

package io.schemamedic.dist.failopen;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.scenario.RunningService;
import io.schemamedic.dist.together.GapInDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No port for the pages: calls are healed all the same. */
class PortIT {
  private final Path directory;

  PortIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void inUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertHealedAndTold("127.0.0.1", taken.getLocalPort(), "Address already in use");
    }
  }

  @Test
  @Tag("long")
  void hostUnknown() {
    assertHealedAndTold("no-such-host.invalid", 0, "UnknownHostException");
  }

  /** Addresses for documentation, which no machine has. */
  @Test
  @Tag("long")
  void hostOfAnotherMachine() {
    assertHealedAndTold("192.0.2.1", 0, "BindException");
  }

  private void assertHealedAndTold(String host, int port, String reason) {
    String arguments =
        GapInDatabase.arguments(directory)
            .replace("http.port=0", "http.host=" + host + ";http.port=" + port);
    try (GapInDatabase gap = new GapInDatabase();
        GapInDatabase mended = new GapInDatabase();
        RunningService service =
            RunningService.start(new ForkedJvm(Jdk.current()).withAgent(arguments))) {
      RunningService without = RunningService.withoutAgent();
      assertThat(gap.begin(service)).isEqualTo(mended.begin(without));
      assertThat(gap.need(service)).isEqualTo(mended.needOfNothing(without));
      assertThat(service.err())
          .filteredOn(line -> line.contains("are not served, the service is not affected"))
          .singleElement()
          .asString()
          .contains("host=\"" + host + "\"", "port=" + port, reason, "advice=\"");
    }
  }
}

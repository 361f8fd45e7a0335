package io.schemamedic.dist.failopen;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.FaultyJvm;
import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.program.FaultAgent;
import io.schemamedic.dist.scenario.RunningService;
import io.schemamedic.dist.together.GapInDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No threads for the agent: the service runs as without it. */
class MemoryIT {
  private static final String OUT_OF_MEMORY = "java.lang.OutOfMemoryError";

  private final Path directory;

  MemoryIT(@TempDir Path directory) {
    this.directory = directory;
  }

  /** What the JVM throws where the system gives it no further thread. */
  @Test
  @Tag("long")
  void noThread() throws IOException {
    String type = "io.schemamedic.entry.DaemonThread";
    assertRunsAsWithout(
        FaultyJvm.create(directory, List.of(type))
            .with("-D" + FaultAgent.PROPERTY + "=" + type + ".named " + OUT_OF_MEMORY)
            .withAgent(GapInDatabase.arguments(directory)),
        OUT_OF_MEMORY);
  }

  private static void assertRunsAsWithout(ForkedJvm jvm, String told) {
    try (GapInDatabase gap = new GapInDatabase();
        GapInDatabase other = new GapInDatabase();
        RunningService service = RunningService.start(jvm)) {
      RunningService without = RunningService.withoutAgent();
      assertThat(gap.begin(service)).isEqualTo(other.begin(without));
      assertThat(gap.need(service)).isEqualTo(other.need(without));
      service.await(() -> service.err().stream().anyMatch(line -> line.contains(told)));
      assertThat(service.err())
          .allMatch(line -> line.startsWith("[schema-medic] "))
          .anyMatch(line -> line.contains("The process is short of memory or threads."));
    }
  }
}

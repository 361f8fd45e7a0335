package io.schemamedic.dist.failopen;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.FaultyJvm;
import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.program.FaultAgent;
import io.schemamedic.dist.scenario.RunningService;
import io.schemamedic.dist.together.GapInDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No memory, and no threads, for the agent: the service runs as without it. */
class MemoryIT {
  private static final String NO_ENGINE =
      "The engine did not start; the service runs as without the agent: ";

  private static final String OUT_OF_MEMORY = "java.lang.OutOfMemoryError";

  private final Path directory;

  MemoryIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  @Tag("long")
  void declaredSchemaThatDoesNotFitIntoTheHeap() throws IOException {
    String tables =
        IntStream.range(0, 40_000)
            .mapToObj(i -> "CREATE TABLE t_" + i + " (id bigint PRIMARY KEY, name text, at date);")
            .collect(Collectors.joining("\n"));
    Path declared = Files.writeString(directory.resolve("large.sql"), tables);
    assertRunsAsWithout(
        new ForkedJvm(Jdk.current())
            .with("-Xmx32m")
            .withAgent("mode=propose;http.port=off;declared=file:" + declared),
        NO_ENGINE);
  }

  /** What the JVM throws where the system gives it no further thread. */
  @Test
  @Tag("long")
  void noThread() throws IOException {
    String type = "io.schemamedic.entry.RunningAgent";
    assertRunsAsWithout(
        FaultyJvm.create(directory, List.of(type))
            .with("-D" + FaultAgent.PROPERTY + "=" + type + ".daemonThread " + OUT_OF_MEMORY)
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

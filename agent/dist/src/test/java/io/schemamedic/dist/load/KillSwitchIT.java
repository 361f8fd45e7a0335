package io.schemamedic.dist.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The file of the kill switch, made and removed while a service is busy. */
@ExtendWith(TestDatabaseExtension.class)
class KillSwitchIT {
  private static final int ROUNDS = 5;
  private static final int BUSY_CONNECTIONS = 4;
  private static final int CALLS_OF_EACH = 2_000;
  private static final long ONE_SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void stopsAndResumesWithinASecondUnderLoad(@TempDir Path directory, TestDatabase database)
      throws IOException {
    String busyTable = "CREATE TABLE busy (number bigint, note text);";
    database.execute(busyTable);
    String gaps =
        IntStream.range(0, ROUNDS)
            .mapToObj(i -> "CREATE TABLE gap_" + i + " (id int);")
            .collect(Collectors.joining());
    Path declared = Files.writeString(directory.resolve("declared.sql"), busyTable + gaps);
    Path stop = directory.resolve("stop");
    AgentSetup agent =
        AgentSetup.repairing(
            directory, "file:" + declared, "check.on-connect=off", "kill-switch.file=" + stop);
    try (DirectedCalls calls = DirectedCalls.start(agent, database.url(), BUSY_CONNECTIONS + 1)) {
      List<String> busy = new ArrayList<>();
      for (int i = 0; i < BUSY_CONNECTIONS; i++) {
        busy.add(calls.beginMany(CALLS_OF_EACH, "INSERT INTO busy (number) VALUES (1)"));
      }
      // From here on the engine is there.
      assertThat(agent.metrics()).isNotEmpty();
      for (int i = 0; i < ROUNDS; i++) {
        String insert = "INSERT INTO gap_" + i + " VALUES (1)";
        Files.createFile(stop);
        long began = System.nanoTime();
        assertThat(calls.call(insert).end()).isEqualTo("42P01");
        assertThat(System.nanoTime() - began).isLessThan(ONE_SECOND);
        Files.delete(stop);
        // The very next call, which takes as long as its repair.
        assertThat(calls.call(insert).end())
            .as(() -> "stderr: " + calls.process().errorLines())
            .isEqualTo("ok");
      }
      for (String id : busy) {
        assertThat(calls.endOfMany(id)).startsWith(CALLS_OF_EACH + " 0 ");
      }
    }
    assertThat(agent.audited("decision", "refused")).hasSize(ROUNDS);
    assertThat(agent.audited("outcome", "repaired")).hasSize(ROUNDS);
  }
}

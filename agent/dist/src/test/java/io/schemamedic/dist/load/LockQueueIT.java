package io.schemamedic.dist.load;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.engine.testing.LockWait;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What others wait for who use a table that a repair waits for: somebody has it open, the repair
 * queues, they queue behind the repair. Measured by the server, lock by lock. The lock timeout is
 * the default, and callers have the time for all tries; the bound is less than two of them, so that
 * nobody ever waits for two tries, and all the rest is left to the scheduling of a busy machine.
 */
@ExtendWith(TestDatabaseExtension.class)
class LockQueueIT {
  private static final int LOCK_TIMEOUT_MILLIS = 300;
  private static final int LOGGED_FROM_MILLIS = 20;
  private static final String PARENT = "CREATE TABLE parent (id serial PRIMARY KEY, text text);\n";
  private static final String CHILD =
      "CREATE TABLE child (id int, parent int REFERENCES parent);\n";
  private static final String TOY = "CREATE TABLE toy (id int PRIMARY KEY, added text);\n";

  private final List<DirectedCalls> services = new ArrayList<>();
  private @Nullable AgentSetup agent;

  private DirectedCalls start(TestDatabase database, Path records) throws IOException {
    database.execute(PARENT, "CREATE TABLE toy (id int PRIMARY KEY)");
    database.logLockWaits(LOGGED_FROM_MILLIS);
    return startAnother(database, records);
  }

  private DirectedCalls startAnother(TestDatabase database, Path records) throws IOException {
    Path script = Files.writeString(records.resolve("declared.sql"), PARENT + CHILD + TOY);
    agent = AgentSetup.repairing(records, "file:" + script, "repair.wait-budget=5s");
    DirectedCalls service = DirectedCalls.start(agent, database.url(), 4);
    services.add(service);
    return service;
  }

  @AfterEach
  void stop() {
    services.forEach(DirectedCalls::close);
  }

  /** The waits of the others, while the calls fail and somebody has the table open. */
  private static List<LockWait> waitsWhile(
      TestDatabase database, String blocking, List<Runnable> calls, String others)
      throws SQLException {
    try (Blocker blocker = Blocker.using(database.url(), blocking)) {
      CompletableFuture<?> done =
          CompletableFuture.allOf(
              calls.stream().map(CompletableFuture::runAsync).toArray(CompletableFuture[]::new));
      blocker.awaitRepair();
      Bystander.longestMillisUntil(done, database, others);
      done.join();
    }
    return database.lockWaits().stream()
        .filter(wait -> wait.application().equals(Bystander.NAME))
        .toList();
  }

  private static void assertBounded(List<LockWait> waits, int tries) {
    // One for each try, or it would not have been measured.
    assertThat(waits).hasSizeGreaterThanOrEqualTo(tries);
    assertThat(waits).extracting(LockWait::millis).allMatch(ms -> ms < 2 * LOCK_TIMEOUT_MILLIS);
  }

  private void assertNothingElseHappened() {
    assertThat(requireNonNull(agent).metrics())
        .filteredOn(line -> line.startsWith("schema_medic_decisions_total{"))
        .filteredOn(line -> !line.endsWith(" 0.0"))
        .isNotEmpty()
        .allMatch(line -> line.contains("reason=\"lock_timeout\""));
  }

  @Test
  void readersOfAnAlteredTable(TestDatabase database, @TempDir Path records) throws Exception {
    DirectedCalls service = start(database, records);

    List<LockWait> waits =
        waitsWhile(
            database,
            "SELECT count(*) FROM toy",
            List.of(() -> service.call("INSERT INTO toy (id, added) VALUES (1, 'x')")),
            "SELECT count(*) FROM toy");

    assertNothingElseHappened();
    assertBounded(waits, 2);
  }

  @Test
  void writersOfATableThatANewOneRefersTo(TestDatabase database, @TempDir Path records)
      throws Exception {
    DirectedCalls service = start(database, records);

    List<LockWait> waits =
        waitsWhile(
            database,
            "INSERT INTO parent (text) VALUES ('not committed')",
            List.of(() -> service.call("INSERT INTO child VALUES (1, 1)")),
            "INSERT INTO parent (text) VALUES ('x')");

    assertNothingElseHappened();
    assertBounded(waits, 2);
  }

  /** Two processes, call after call: their tries come one behind the other. */
  @Test
  void readersWhileTwoProcessesTryAgainAndAgain(TestDatabase database, @TempDir Path records)
      throws Exception {
    DirectedCalls one = start(database, records);
    DirectedCalls other = startAnother(database, records);
    String insert = "INSERT INTO toy (id, added) VALUES (1, 'x')";

    List<LockWait> waits =
        waitsWhile(
            database,
            "SELECT count(*) FROM toy",
            List.of(
                () -> one.endOfMany(one.beginMany(3, insert)),
                () -> other.endOfMany(other.beginMany(3, insert))),
            "SELECT count(*) FROM toy");

    assertNothingElseHappened();
    assertBounded(waits, 4);
  }
}

package io.schemamedic.dist.load;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 20,000 calls that fail for good: half of them name a table that nobody declared, half one that
 * must not be repaired. What the agent does must not grow with their number.
 */
class StormIT {
  private static final int THREADS = 8;
  private static final int CALLS_EACH = 2_500;

  private static @Nullable TestDatabase database;
  private static @Nullable DirectedCalls service;
  private static @Nullable AgentSetup agent;
  private static final List<String> ENDS = new ArrayList<>();
  private static long seconds;

  @BeforeAll
  static void run(@TempDir Path records) throws IOException {
    TestDatabase fresh = TestPostgres.instance().newDatabase();
    // Not one line of the server's log for each of them.
    fresh.execute("ALTER DATABASE " + fresh.name() + " SET log_min_messages = 'log'");
    Path script =
        Files.writeString(records.resolve("s.sql"), "CREATE TABLE parcels (id int PRIMARY KEY);");
    agent = AgentSetup.repairing(records, "file:" + script, "allow=public.nothing_else");
    database = fresh;
    service = DirectedCalls.start(agent, fresh.url(), THREADS);
    long began = System.nanoTime();
    List<String> ids = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      String table = thread % 2 == 0 ? "parcels" : "nobody_declared_me";
      ids.add(service.beginMany(CALLS_EACH, "SELECT * FROM " + table));
    }
    for (String id : ids) {
      ENDS.add(service.endOfMany(id));
    }
    seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
  }

  @AfterAll
  static void stop() {
    requireNonNull(service).close();
    requireNonNull(database).close();
  }

  @Test
  void everyCallGetsItsExceptionInBoundedTime() {
    assertThat(ENDS).hasSize(THREADS).allMatch(end -> end.startsWith("0 " + CALLS_EACH + " "));
    assertThat(seconds).isLessThan(60);
  }

  @Test
  void everyCallIsCounted() {
    AgentSetup setup = requireNonNull(agent);

    // The last of them may still wait for the look.
    long undeclared = THREADS / 2 * CALLS_EACH;
    assertThat(
            Eventually.is(
                undeclared,
                () -> setup.metric("schema_medic_decisions_total", "reason=\"undeclared\"")))
        .isEqualTo(undeclared);
    assertThat(setup.metric("schema_medic_decisions_total", "reason=\"not_allowed\""))
        .isEqualTo(THREADS / 2 * CALLS_EACH);
    assertThat(setup.metric("schema_medic_agent_errors_total", "")).isZero();
  }

  @Test
  void logAndAuditHaveAFewLines() {
    assertThat(requireNonNull(service).process().errorLines()).hasSizeLessThan(10);
    assertThat(requireNonNull(agent).audited("", "")).hasSizeLessThan(10);
  }

  /**
   * The pool's, one for the check, and one for each of the two names and each time that an answer
   * has become old.
   */
  @Test
  void fewSessionsAreOpened() {
    long sessions =
        Long.parseLong(
            requireNonNull(database)
                .query("SELECT sessions FROM pg_stat_database WHERE datname = current_database()")
                .get(0));

    assertThat(sessions).isBetween((long) THREADS, THREADS + 5 + seconds / 5);
  }
}

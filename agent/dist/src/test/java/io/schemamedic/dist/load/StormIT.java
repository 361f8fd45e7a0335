package io.schemamedic.dist.load;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.load.DirectedCalls.Cost;
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
 * A storm: calls that fail for good, one after the other, in a service with little memory. Most of
 * them name a table that is declared and must not be repaired, which costs the agent most; a tenth
 * as many come on top of them for one that nobody declared. What the agent keeps and tells must not
 * grow with their number, which is {@code storm.calls}, and its counters must not lose one.
 */
class StormIT {
  private static final int THREADS = 8;
  private static final int CALLS = Integer.getInteger("storm.calls", 85_800);
  private static final int CALLS_EACH = CALLS / THREADS;
  private static final int UNDECLARED_EACH = CALLS_EACH / 10;
  private static final String REFUSED = "SELECT * FROM parcels";
  private static final String UNDECLARED = "SELECT * FROM nobody_declared_me";

  /** The rate is some ten thousand a second on a quiet machine, and a tenth of it on a busy one. */
  private static final long LONGEST_SECONDS = 60 + CALLS / 1_000;

  private static @Nullable TestDatabase database;
  private static @Nullable DirectedCalls service;
  private static @Nullable AgentSetup agent;
  private static final List<String> ENDS = new ArrayList<>();
  private static long seconds;
  private static long sessions;
  private static long cpuMillisWithout;
  private static @Nullable Cost before;
  private static @Nullable Cost after;

  @BeforeAll
  static void run(@TempDir Path records) throws IOException {
    TestDatabase fresh = TestPostgres.instance().newDatabase();
    database = fresh;
    // Not one line of the server's log for each of them.
    fresh.execute("ALTER DATABASE " + fresh.name() + " SET log_min_messages = 'log'");
    Path script =
        Files.writeString(records.resolve("s.sql"), "CREATE TABLE parcels (id int PRIMARY KEY);");
    agent =
        AgentSetup.repairing(
            records,
            "file:" + script,
            "allow=public.nothing_else",
            "repair.wait-budget=5s",
            "check.on-connect=off");
    service = DirectedCalls.start(agent, fresh.url(), THREADS, "-Xmx64m");
    long began = System.nanoTime();
    storm(service, UNDECLARED_EACH, UNDECLARED);
    before = service.cost();
    storm(service, CALLS_EACH, REFUSED);
    after = service.cost();
    seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
    sessions = sessions(fresh);
    cpuMillisWithout = cpuMillisWithoutAgent(fresh);
  }

  private static void storm(DirectedCalls in, int each, String sql) {
    List<String> ids = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      ids.add(in.beginMany(each, sql));
    }
    for (String id : ids) {
      ENDS.add(in.endOfMany(id).replaceAll(" [0-9]+$", ""));
    }
  }

  private static long cpuMillisWithoutAgent(TestDatabase on) {
    ForkedJvm jvm =
        new ForkedJvm(Jdk.current()).with("-Dslf4j.internal.verbosity=ERROR", "-Xmx64m");
    try (DirectedCalls without = DirectedCalls.start(jvm, on.url(), THREADS)) {
      storm(without, UNDECLARED_EACH, UNDECLARED);
      long cpuMillisBefore = without.cost().cpuMillis();
      storm(without, CALLS_EACH, REFUSED);
      return without.cost().cpuMillis() - cpuMillisBefore;
    }
  }

  private static long sessions(TestDatabase of) {
    return Long.parseLong(
        of.query("SELECT sessions FROM pg_stat_database WHERE datname = current_database()")
            .get(0));
  }

  @AfterAll
  static void stop() {
    System.out.printf(
        "Storm of %d calls: %d s, CPU %d ms with the agent and %d ms without, heap %d KB and then"
            + " %d KB%n",
        CALLS,
        seconds,
        cpuMillis(),
        cpuMillisWithout,
        requireNonNull(before).heapBytes() / 1_024,
        requireNonNull(after).heapBytes() / 1_024);
    requireNonNull(service).close();
    requireNonNull(database).close();
  }

  @Test
  void everyCallGetsItsExceptionInBoundedTime() {
    assertThat(ENDS)
        .containsOnly("0 " + CALLS_EACH, "0 " + UNDECLARED_EACH)
        // With the agent and without.
        .hasSize(4 * THREADS);
    assertThat(seconds).isLessThan(LONGEST_SECONDS);
  }

  @Test
  void everyCallIsCountedOnce() {
    AgentSetup setup = requireNonNull(agent);
    long refused = (long) THREADS * CALLS_EACH;
    long undeclared = (long) THREADS * UNDECLARED_EACH;

    // The last of them may still wait for the look.
    assertThat(
            Eventually.is(
                undeclared,
                () -> setup.metric("schema_medic_decisions_total", "reason=\"undeclared\"")))
        .isEqualTo(undeclared);
    assertThat(setup.metric("schema_medic_decisions_total", "reason=\"not_allowed\""))
        .isEqualTo(refused);
    assertThat(setup.metric("schema_medic_decisions_total", "")).isEqualTo(refused + undeclared);
    assertThat(setup.metric("schema_medic_failures_total", "relation=\"public.parcels\""))
        .isEqualTo(refused);
    assertThat(setup.metric("schema_medic_failures_total", "")).isEqualTo(refused + undeclared);
    assertThat(setup.metrics())
        .contains("schema_medic_call_delay_seconds_count " + Double.valueOf(refused));
    assertThat(setup.metric("schema_medic_agent_errors_total", "")).isZero();
  }

  /** And once more every ten minutes. */
  @Test
  void logHasOneLineForEachIncident() {
    List<String> lines = requireNonNull(service).process().errorLines();

    assertThat(lines).hasSizeLessThan(10);
    for (String reason : List.of("not_allowed", "undeclared")) {
      assertThat(lines)
          .filteredOn(line -> line.contains("reason=\"" + reason + "\""))
          .hasSizeBetween(1, 1 + (int) (seconds / 600));
    }
  }

  @Test
  void auditHasOneEntryForEachIncident() {
    assertThat(requireNonNull(agent).audited("", "")).hasSize(2);
  }

  /** Beside the same storm without the agent in the same run; its own work is all that counts. */
  @Test
  void processorTimeIsBounded() {
    assertThat((double) cpuMillis() / cpuMillisWithout).isLessThan(5);
  }

  /** What is in use after the storm is what was in use after its first tenth. */
  @Test
  void memoryDoesNotGrow() {
    assertThat(requireNonNull(after).heapBytes() - requireNonNull(before).heapBytes())
        .isLessThan(2 << 20);
  }

  /** The pool's, and one for each of the two names and each time that an answer has become old. */
  @Test
  void fewSessionsAreOpened() {
    assertThat(sessions).isBetween((long) THREADS, THREADS + 5 + seconds / 5);
  }

  private static long cpuMillis() {
    return requireNonNull(after).cpuMillis() - requireNonNull(before).cpuMillis();
  }
}

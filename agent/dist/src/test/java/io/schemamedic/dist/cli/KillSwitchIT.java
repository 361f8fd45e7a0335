package io.schemamedic.dist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.ForkedJvm.Result;
import io.schemamedic.dist.load.Eventually;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kill switch by command while calls fail on eight threads: from the moment that {@code off}
 * has returned nothing is repaired and nothing repeated, and from {@code on} the next call is.
 */
@ExtendWith(TestDatabaseExtension.class)
class KillSwitchIT {
  private static final String READ = "SELECT text FROM note";
  private static final int LOAD_THREADS = 4;

  private final Path directory;

  KillSwitchIT(@TempDir Path directory) {
    this.directory = directory;
  }

  private AgentSetup setup() {
    return AgentSetup.repairing(
        directory,
        Tool.declared(directory, "CREATE TABLE note (id int, text text);"),
        "check.on-connect=off",
        "check.interval=1h",
        "repair.disappeared=repair",
        "repair.wait-budget=5s",
        "repair.max-per-hour=100",
        "repair.max-per-object=100",
        "repair.max-per-process=100");
  }

  private static void assertOk(Result result) {
    assertThat(result.exitCode()).as("%s", result).isZero();
  }

  private static long repeated(AgentSetup agent) {
    return agent.metric("schema_medic_retries_total", "outcome=\"repeated\"");
  }

  @Test
  void underLoadNothingHappensAfterOffAndTheNextCallIsHealedAfterOn(
      TestDatabase database, TestReporter reporter) {
    database.execute("CREATE TABLE note (id int)");
    AgentSetup agent = setup();
    try (RunningJvm service = RunningJvm.start(database.url())) {
      assertOk(service.ask("attach", "--config=" + agent.properties()));
      assertThat(service.call(READ)).isEqualTo("ok");
      List<String> load = new ArrayList<>();
      for (int thread = 0; thread < LOAD_THREADS; thread++) {
        load.add(service.beginMany(4_000, READ));
      }
      drop(database);

      long began = System.nanoTime();
      assertOk(service.ask("off"));
      reporter.publishEntry("off returned after", millisSince(began));
      int outcomes = agent.audited("outcome", "").size();
      long repeated = repeated(agent);
      drop(database);
      for (String each : load) {
        service.wellOfMany(each);
      }
      assertThat(service.call(READ)).isEqualTo("42703");
      assertThat(agent.audited("outcome", "")).hasSize(outcomes);
      assertThat(repeated(agent)).isEqualTo(repeated);

      began = System.nanoTime();
      assertOk(service.ask("on"));
      reporter.publishEntry("on returned after", millisSince(began));
      began = System.nanoTime();
      assertThat(service.call(READ)).isEqualTo("ok");
      reporter.publishEntry("healed after on", millisSince(began));
      assertThat(agent.audited("outcome", "repaired")).hasSizeGreaterThan(1);
    }
  }

  private static String millisSince(long began) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) + " ms";
  }

  private static void drop(TestDatabase database) {
    database.execute("ALTER TABLE note DROP COLUMN IF EXISTS text");
  }

  @Test
  void callsThatWaitAtThatMomentGetTheirException(TestDatabase database) throws SQLException {
    database.execute("CREATE TABLE note (id int)");
    AgentSetup agent = setup();
    try (RunningJvm service = RunningJvm.start(database.url());
        Connection reader = database.connection()) {
      assertOk(service.ask("attach", "--config=" + agent.properties()));
      // The statement that finds the agent its database.
      service.call("SELECT nothing FROM nowhere");
      reader.setAutoCommit(false);
      try (Statement statement = reader.createStatement()) {
        statement.execute("SELECT id FROM note");
      }
      List<String> waiting = new ArrayList<>();
      for (int call = 0; call < LOAD_THREADS; call++) {
        waiting.add(service.begin(READ));
      }
      Eventually.is(false, () -> agent.audited("decision", "repair").isEmpty());

      assertOk(service.ask("off"));
      reader.rollback();

      assertThat(waiting).extracting(service::ended).containsOnly("42703");
      assertThat(agent.audited("outcome", "repaired")).isEmpty();
      assertThat(repeated(agent)).isZero();
    }
  }
}

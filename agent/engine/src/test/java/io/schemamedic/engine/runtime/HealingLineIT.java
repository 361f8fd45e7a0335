package io.schemamedic.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.config.CheckOnConnect;
import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.driver.ServiceConnection;
import io.schemamedic.engine.incident.IncidentStore;
import io.schemamedic.engine.incident.Runbook;
import io.schemamedic.engine.metrics.MedicMetrics;
import io.schemamedic.engine.retry.RetryPolicy;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import io.schemamedic.entry.FailedCall;
import java.io.File;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of a call whose gap someone else has closed meanwhile. */
@ExtendWith(TestDatabaseExtension.class)
class HealingLineIT {
  private static final String SQL = "SELECT note FROM orders";
  private static final DeclaredSchema DECLARED =
      DdlScriptReader.read("test.sql", "CREATE TABLE orders (id int, note text)");

  private final MedicMetrics metrics = MedicMetrics.create("test", 10);
  private final Clock clock = new Clock();
  private final Databases databases = new Databases(clock);

  @AfterEach
  void close() {
    databases.end(() -> {});
    metrics.close();
  }

  @Test
  void callWhoseGapIsClosedIsRepeated(TestDatabase database) throws SQLException {
    assertThat(handle(database, new KillSwitch(null))).isInstanceOf(CallRecord.class);
  }

  /** As may happen to one that was opened while the engine was starting. */
  @Test
  void connectionThatIsClosedAlreadyIsNoErrorOfTheAgent(TestDatabase database) throws SQLException {
    Healing healing =
        TestHealing.of(
            Mode.REPAIR, DECLARED, new KillSwitch(null), metrics, new IncidentStore(), clock);
    ConnectionCheck check =
        new ConnectionCheck(
            healing,
            databases,
            new DriftStore(metrics, line -> {}),
            new CheckTimer(error -> {}),
            CheckOnConnect.OFF,
            target -> false,
            line -> {});
    ServiceSources sources = new ServiceSources(List.of(), healing.wanted(), line -> {});
    PlanStore plans = new PlanStore(Duration.ofHours(1), clock);
    MedicEngine engine =
        new MedicEngine(
            healing,
            databases,
            check,
            sources,
            new ServiceMeters(null),
            new Mappings(List.of(), sources, healing.wanted(), line -> {}),
            new EngineReport(
                healing,
                databases,
                new DriftStore(metrics, line -> {}),
                new IncidentStore(),
                plans,
                List.of()),
            new ApprovalReport(
                new Approvals(healing, plans, databases, new Runbook(), line -> {}), plans, clock),
            new Closing());
    Connection closed = database.connection();
    closed.close();

    engine.connected("jdbc:postgresql:", new Properties(), closed);

    assertThat(metrics.scrape())
        .contains("schema_medic_agent_errors_total{where=\"connected\",} 0.0");
    assertThat(databases.all()).isEmpty();
  }

  @Test
  void killSwitchIsAskedOnceMoreBeforeTheRetry(TestDatabase database) throws SQLException {
    AtomicInteger asked = new AtomicInteger();
    File setAfterTheFirstLook =
        new File("stop") {
          @Override
          public Path toPath() {
            return Path.of(asked.getAndIncrement() > 0 ? "/" : "/there is none");
          }
        };

    assertThat(handle(database, new KillSwitch(setAfterTheFirstLook))).isNull();

    assertThat(asked).hasValue(2);
    assertThat(metrics.scrape())
        .contains(
            "schema_medic_decisions_total{decision=\"repaired_for_next\","
                + "reason=\"kill_switch\",} 1.0");
  }

  @Test
  void timeToHealBeginsWithTheFirstCallThatFailed(TestDatabase database) throws SQLException {
    AtomicBoolean stop = new AtomicBoolean(true);
    File stopFile =
        new File("stop") {
          @Override
          public Path toPath() {
            return Path.of(stop.get() ? "/" : "/there is none");
          }
        };
    Healing healing = healing(new KillSwitch(stopFile), new RetryPolicy(false));
    database.execute("CREATE TABLE orders (id int)");
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      databases.connected(connection, owner());
      SQLException thrown = failure(statement);
      FailedCall first = call(statement, "IDLE", thrown);
      assertThat(handle(healing, first, thrown)).isNull();
      stop.set(false);
      FailedCall second = call(statement, "IDLE", thrown);

      assertThat(handle(healing, second, thrown)).isInstanceOf(CallRecord.class);

      assertThat(metrics.scrape()).contains("schema_medic_time_to_heal_seconds_count 1.0");
      assertThat(secondsToHeal())
          .isGreaterThan((second.failedAtNanos() - first.failedAtNanos()) / 1e9);
    }
  }

  private double secondsToHeal() {
    String name = "schema_medic_time_to_heal_seconds_sum ";
    return metrics
        .scrape()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .sum();
  }

  private @Nullable Object handle(Healing healing, FailedCall call, SQLException thrown)
      throws SQLException {
    return new HealingLine(healing, databases)
        .handle(call, thrown, new CallRecord("i-1", call.failedAtNanos()));
  }

  @Test
  void repetitionThatMissesTheSameHasMadeNoProgress(TestDatabase database) throws SQLException {
    assertThat(handle(database, new KillSwitch(null), first -> first)).isNull();

    assertThat(metrics.scrape())
        .contains("schema_medic_decisions_total{decision=\"failed\",reason=\"no_progress\",} 1.0");
  }

  @Test
  void repetitionThatEndsWithABrokenConnectionGoesToTheCaller(TestDatabase database)
      throws SQLException {
    SQLException broken = new SQLException("gone", "08006");

    assertThat(handle(database, new KillSwitch(null), first -> broken)).isSameAs(broken);

    assertThat(metrics.scrape())
        .contains(
            "schema_medic_decisions_total{decision=\"failed\",reason=\"retry_uncertain\",} 1.0");
  }

  @Test
  void connectionThatBreaksWhileTheCallWaitsIsNoErrorOfTheAgent(TestDatabase database)
      throws SQLException {
    database.execute("CREATE TABLE orders (id int)");
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      databases.connected(connection, owner());
      connection.setAutoCommit(false);
      SQLException thrown = failure(statement);
      database.execute(
          "ALTER TABLE orders ADD COLUMN note text",
          "SELECT pg_terminate_backend(" + new ServiceConnection(connection).backendPid() + ")");

      assertThat(
              handle(new KillSwitch(null), statement, thrown, new CallRecord("i-1", clock.nanos())))
          .isNull();
    }
    assertThat(metrics.scrape())
        .contains(
            "schema_medic_decisions_total{decision=\"repaired_for_next\","
                + "reason=\"transaction_changed\",} 1.0");
  }

  @Test
  void statementWithOtherParametersByNowIsNotRepeated(TestDatabase database) throws SQLException {
    database.execute("CREATE TABLE orders (id int)");
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      databases.connected(connection, owner());
      SQLException thrown = failure(statement);
      database.execute("ALTER TABLE orders ADD COLUMN note text");
      Object[] values = {"mine"};
      FailedCall call =
          new FailedCall(
              FailedCall.Form.PREPARED,
              statement,
              null,
              SQL,
              new Object[][] {values},
              null,
              "IDLE",
              thrown,
              null);
      values[0] = "another's";

      Object answer =
          new HealingLine(healing(new KillSwitch(null), new RetryPolicy(false)), databases)
              .handle(call, thrown, new CallRecord("i-1", clock.nanos()));

      assertThat(answer).isNull();
    }
    assertThat(metrics.scrape())
        .contains(
            "schema_medic_decisions_total{decision=\"repaired_for_next\","
                + "reason=\"transaction_changed\",} 1.0");
  }

  /** What somebody else has done to the table, a snapshot from before may not show. */
  @Test
  void columnThatSomebodyElseAddedIsNotGoneOnWithUnderASavepoint(TestDatabase database)
      throws SQLException {
    database.execute("CREATE TABLE orders (id int)");
    try (Connection connection =
            DriverManager.getConnection(database.url() + "&autosave=always", "postgres", "");
        Statement statement = connection.createStatement()) {
      databases.connected(connection, owner());
      connection.setAutoCommit(false);
      SQLException thrown = failure(statement);
      database.execute("ALTER TABLE orders ADD COLUMN note text");
      FailedCall call = call(statement, "OPEN", thrown);

      Object answer =
          new HealingLine(healing(new KillSwitch(null), new RetryPolicy(true)), databases)
              .handle(call, thrown, new CallRecord("i-1", clock.nanos()));

      assertThat(answer).isNull();
    }
    assertThat(metrics.scrape())
        .contains(
            "schema_medic_decisions_total{decision=\"repaired_for_next\","
                + "reason=\"rewrite_unknown\",} 1.0");
  }

  /**
   * @param repetitions how the call fails when it is repeated, told from its first failure
   */
  @SafeVarargs
  private @Nullable Object handle(
      TestDatabase database, KillSwitch killSwitch, UnaryOperator<SQLException>... repetitions)
      throws SQLException {
    database.execute("CREATE TABLE orders (id int)");
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      databases.connected(connection, owner());
      SQLException first = failure(statement);
      database.execute("ALTER TABLE orders ADD COLUMN note text");
      CallRecord record = new CallRecord("i-1", clock.nanos());
      Object answer = handle(killSwitch, statement, first, record);
      for (UnaryOperator<SQLException> repetition : repetitions) {
        answer = handle(killSwitch, statement, repetition.apply(first), record);
      }
      return answer;
    }
  }

  private static Properties owner() {
    Properties properties = new Properties();
    properties.setProperty("user", "postgres");
    return properties;
  }

  private static SQLException failure(Statement statement) {
    try {
      statement.executeQuery(SQL);
      throw new AssertionError("does not fail: " + SQL);
    } catch (SQLException first) {
      return first;
    }
  }

  private @Nullable Object handle(
      KillSwitch killSwitch, Statement statement, SQLException thrown, CallRecord record)
      throws SQLException {
    return new HealingLine(healing(killSwitch, new RetryPolicy(false)), databases)
        .handle(call(statement, "IDLE", thrown), thrown, record);
  }

  private Healing healing(KillSwitch killSwitch, RetryPolicy retryPolicy) {
    return TestHealing.of(
        Mode.REPAIR, DECLARED, killSwitch, metrics, new IncidentStore(), clock, retryPolicy);
  }

  private static FailedCall call(Statement statement, String state, SQLException thrown) {
    return new FailedCall(
        FailedCall.Form.STATEMENT, statement, SQL, null, null, null, state, thrown, null);
  }
}

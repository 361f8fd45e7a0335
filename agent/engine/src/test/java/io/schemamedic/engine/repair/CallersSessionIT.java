package io.schemamedic.engine.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that connected before the agent was there, repaired over its own connection. */
@Timeout(60)
@ExtendWith(TestDatabaseExtension.class)
@NullUnmarked
class CallersSessionIT {
  private static final RepairRole SERVICES = new RepairRole(null, null, () -> null);

  private final TestDatabase database;
  private Connection caller;

  CallersSessionIT(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void connect() throws SQLException {
    database.execute("CREATE TABLE orders (id int)");
    caller = database.connection();
  }

  @AfterEach
  void disconnect() throws SQLException {
    caller.close();
  }

  @Test
  void columnIsAddedAndTheConnectionIsAsBefore() throws Exception {
    makeItSpecial();
    List<String> before = lookOf(caller);

    RepairOutcome outcome = repair("CREATE TABLE orders (id int, note text)", "orders.note");

    assertThat(outcome.status()).isEqualTo(RepairOutcome.Status.REPAIRED);
    assertThat(lookOf(caller)).isEqualTo(before);
    assertThat(database.query("SELECT note FROM orders")).isEmpty();
  }

  @Test
  void tableIsMadeAndTheConnectionIsAsBefore() throws Exception {
    makeItSpecial();
    List<String> before = lookOf(caller);

    RepairOutcome outcome = repair("CREATE TABLE items (id int PRIMARY KEY)", "items");

    assertThat(outcome.status()).isEqualTo(RepairOutcome.Status.REPAIRED);
    assertThat(lookOf(caller)).isEqualTo(before);
    assertThat(database.query("SELECT id FROM items")).isEmpty();
  }

  @Test
  void repairsLeaveNoPreparedStatement() throws Exception {
    caller.close();
    caller = DriverManager.getConnection(database.jdbcUrl("postgres") + "&prepareThreshold=1");
    for (int i = 0; i < 6; i++) {
      repair("CREATE TABLE items (id int)", "items");
      database.execute("DROP TABLE items");
    }

    assertThat(text("SELECT string_agg(statement, ';') FROM pg_prepared_statements"))
        .isEqualTo("SELECT string_agg(statement, ';') FROM pg_prepared_statements");
  }

  @Test
  void callersSearchPathIsTheOneInForce() throws Exception {
    execute("CREATE SCHEMA app; SET search_path = app, \"$user\"");

    try (RepairSession session = borrowed()) {
      assertThat(session.searchPath()).isEqualTo("app, postgres");
    }
  }

  @Test
  void busyTableLeavesTheConnectionAsBefore() throws Exception {
    List<String> before = lookOf(caller);
    try (Connection reader = database.connection();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("SELECT id FROM orders");

      RepairOutcome outcome = repair("CREATE TABLE orders (id int, note text)", "orders.note");

      assertThat(outcome.reason()).isEqualTo(Reason.LOCK_TIMEOUT);
    }
    assertThat(lookOf(caller)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sql", "runtime", "error"})
  void failureAtAnyStepLeavesTheConnectionAsBefore(String kind) throws Exception {
    List<String> before = lookOf(caller);
    Trial trial = trial("CREATE TABLE orders (id int, note text)", "SELECT note FROM orders");
    RepairPlan plan = trial.planColumn("public.orders", "note");
    int step = 0;
    boolean failed = true;
    while (failed) {
      step++;
      try (RepairSession session = borrowed()) {
        failed = failsAt(step, kind, session.connection(), trial, plan);
      }
      assertThat(lookOf(caller)).as("failed at step %d", step).isEqualTo(before);
    }
    assertThat(step).isGreaterThan(20);
    assertThat(database.query("SELECT note FROM orders")).isEmpty();
  }

  /** Whether the step was reached. */
  private static boolean failsAt(
      int step, String kind, Connection view, Trial trial, RepairPlan plan) throws SQLException {
    int[] steps = {0};
    Connection failing =
        (Connection)
            Proxy.newProxyInstance(
                CallersSessionIT.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                  if (!method.getName().equals("rollback") && ++steps[0] == step) {
                    throw switch (kind) {
                      case "sql" -> new SQLException("injected", "XX001");
                      case "runtime" -> new IllegalStateException("injected");
                      default -> new StackOverflowError("injected");
                    };
                  }
                  try {
                    return method.invoke(view, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    try {
      trial.runOn(failing, plan);
    } catch (SQLException | IllegalStateException | StackOverflowError e) {
      assertThat(e).hasMessage("injected");
    } catch (AfterCommitError e) {
      assertThat(e).hasRootCauseMessage("injected");
    }
    return steps[0] >= step;
  }

  @ParameterizedTest
  @CsvSource({
    "SET ROLE pg_monitor,                                    another role than at login",
    "SET TimeZone = 'Asia/Tokyo',                            its own TimeZone",
    "SET session_replication_role = replica,                 its own session_replication_role",
    "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE,  ",
  })
  void whatWasSetInTheSessionMayRefuse(String sql, @Nullable String detail) throws Exception {
    execute(sql);
    List<String> before = lookOf(caller);

    SessionResult result = open(SERVICES, 20);

    if (detail == null) {
      result.session().close();
    } else {
      refused(result, detail);
    }
    assertThat(lookOf(caller)).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "preferQueryMode=simple, has preferQueryMode",
    "preferQueryMode=extendedForPrepared, has preferQueryMode",
    "autosave=always, has autosave",
    "autosave=conservative, has autosave",
    "readOnly=true, is read-only",
  })
  void howTheServiceConnectedMayRefuse(String property, String detail) throws Exception {
    caller.close();
    caller = DriverManager.getConnection(database.jdbcUrl("postgres") + "&" + property);

    refused(open(SERVICES, 20), detail);
  }

  @Test
  void transactionThatWasBegunMeanwhileIsRefused() throws Exception {
    execute("BEGIN");

    refused(open(SERVICES, 20), "is in a transaction");
    assertThat(text("SELECT pg_current_xact_id_if_assigned()")).isNull();
    execute("COMMIT");
  }

  @Test
  void connectionInUseByAnotherThreadIsRefusedInTime() throws Exception {
    try (Connection holder = database.connection();
        Statement held = holder.createStatement()) {
      held.execute("SELECT pg_advisory_lock(8)");
      CompletableFuture<Void> other =
          CompletableFuture.runAsync(() -> unchecked("SELECT pg_advisory_xact_lock(8)"));
      awaitQuery("SELECT count(*) FROM pg_locks WHERE NOT granted", "1");

      refused(open(SERVICES, 20), "is busy");
      held.execute("SELECT pg_advisory_unlock(8)");
      other.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void statementOfAnotherThreadWaitsAndIsNotLostWithOurTransaction() throws Exception {
    CountDownLatch begins = new CountDownLatch(1);
    CompletableFuture<Void> other;
    try (RepairSession session = borrowed()) {
      Connection view = session.connection();
      view.setAutoCommit(false);
      try (Statement statement = view.createStatement()) {
        statement.execute("INSERT INTO orders VALUES (1)");
      }
      other =
          CompletableFuture.runAsync(
              () -> {
                begins.countDown();
                unchecked("INSERT INTO orders VALUES (2)");
              });
      begins.await();
      assertThat(caller.getAutoCommit()).isTrue();
      view.rollback();
    }
    other.get(20, TimeUnit.SECONDS);

    assertThat(database.query("SELECT id FROM orders")).containsExactly("2");
  }

  @Test
  void connectionThatCannotBePutBackIsClosedBecauseWritesInItWouldBeLost() throws Exception {
    RepairSession session = borrowed();
    try (Statement statement = session.connection().createStatement()) {
      statement.execute("SET TimeZone = 'Asia/Tokyo'");
    }

    assertThatThrownBy(session::close)
        .isInstanceOf(SQLException.class)
        .hasFieldOrPropertyWithValue("SQLState", "08000");
    assertThat(caller.isClosed()).isTrue();
  }

  @Test
  void serverThatEndsTheSessionLeavesAClosedConnection() throws Exception {
    RepairSession session = borrowed();
    session.connection().setAutoCommit(false);
    database.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state LIKE 'idle in%'");

    assertThatThrownBy(() -> session.connection().createStatement().execute("SELECT 1"))
        .isInstanceOf(SQLException.class);
    session.close();
    assertThat(caller.isClosed()).isTrue();
  }

  @Test
  void nothingBeginsOnceTheCallersPatienceIsOver() throws Exception {
    List<String> before = lookOf(caller);
    SessionResult result =
        new RepairSessions(SERVICES, 5)
            .openForCaller(target(), caller, CallersPatience.until(System.nanoTime()));

    assertThat(result.session()).isNull();
    assertThat(result.isFailure()).isTrue();
    assertThat(result.detail()).isEqualTo("sqlstate 57014");
    assertThat(lookOf(caller)).isEqualTo(before);
  }

  @Test
  void roleWithItsOwnUrlIsPreferredAndTheConnectionPutBackAtOnce() throws Exception {
    RepairRole role = new RepairRole(database.url(), "postgres", () -> null);
    execute("SET search_path = pg_catalog");

    try (RepairSession session = open(role, 20).session()) {
      try (Statement statement = session.connection().createStatement();
          ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
        row.next();
        assertThat(row.getString(1)).isNotEqualTo(text("SELECT pg_backend_pid()"));
      }
      assertThat(session.searchPath()).isEqualTo("pg_catalog");
    }
  }

  @Test
  void roleWithItsOwnUrlInAnotherDatabaseIsRefused(TestDatabase other) {
    RepairRole role = new RepairRole(other.url(), "postgres", () -> null);

    SessionResult result = open(role, 20);

    assertThat(result.session()).isNull();
    assertThat(result.reason()).isEqualTo(Reason.WRONG_DATABASE);
  }

  @Test
  void roleThatNeedsTheServicesUrlIsRefused() {
    refused(open(new RepairRole(null, "postgres", () -> null), 20), "not both configured");
  }

  private RepairOutcome repair(String declared, String what) throws SQLException {
    boolean column = what.indexOf('.') > 0;
    String table = column ? what.substring(0, what.indexOf('.')) : what;
    Trial trial =
        trial(declared, column ? "SELECT " + what + " FROM " + table : "SELECT * FROM " + table);
    RepairPlan plan =
        column
            ? trial.planColumn("public." + table, what.substring(table.length() + 1))
            : trial.planTable("public." + table);
    try (RepairSession session = borrowed()) {
      return trial.runOn(session.connection(), plan);
    }
  }

  private Trial trial(String declared, String sql) throws SQLException {
    return new Trial(database, declared).failing(sql);
  }

  private RepairSession borrowed() {
    SessionResult result = open(SERVICES, 20);
    assertThat(result.session()).as(result::detail).isNotNull();
    return result.session();
  }

  private SessionResult open(RepairRole role, int seconds) {
    return new RepairSessions(role, 5)
        .openForCaller(
            target(),
            caller,
            CallersPatience.until(System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds)));
  }

  private ServiceTarget target() {
    return new ServiceTarget(
        database.url(), "postgres", null, org.postgresql.Driver.class.getClassLoader());
  }

  private static void refused(SessionResult result, String detail) {
    assertThat(result.session()).isNull();
    assertThat(result.reason()).isEqualTo(Reason.NO_REPAIR_SESSION);
    assertThat(result.isFailure()).isFalse();
    assertThat(result.detail())
        .startsWith("the service connected before the agent was there; ")
        .contains(detail);
  }

  /** Settings, locks and tables that end with the session, and what JDBC's getters tell. */
  private void makeItSpecial() throws SQLException {
    execute("SET statement_timeout = '7s'");
    execute("SET search_path = public, pg_catalog");
    execute("CREATE TEMPORARY TABLE mine (id int)");
    execute("INSERT INTO mine VALUES (1)");
    execute("DECLARE held CURSOR WITH HOLD FOR SELECT id FROM mine");
    execute("PREPARE own AS SELECT 1");
    execute("LISTEN something");
    execute("SELECT pg_advisory_lock(1)");
    caller.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    caller.setNetworkTimeout(Runnable::run, 123_000);
  }

  private static List<String> lookOf(Connection connection) throws SQLException {
    List<String> look = new ArrayList<>();
    look.add("autocommit " + connection.getAutoCommit());
    look.add("read-only " + connection.isReadOnly());
    look.add("isolation " + connection.getTransactionIsolation());
    look.add("network timeout " + connection.getNetworkTimeout());
    look.add("warnings " + connection.getWarnings());
    try (Statement statement = connection.createStatement()) {
      for (String[] query :
          new String[][] {
            {"setting", "SELECT name || '=' || setting FROM pg_settings"},
            {
              "set",
              "SELECT name || ' by ' || source FROM pg_settings"
                  + " WHERE name NOT IN ('transaction_isolation', 'transaction_read_only')"
            },
            {"user", "SELECT current_user || ' ' || session_user"},
            {"prepared", "SELECT name FROM pg_prepared_statements"},
            {"cursor", "SELECT name FROM pg_cursors WHERE is_holdable"},
            {"channel", "SELECT pg_listening_channels()"},
            {
              "lock",
              "SELECT locktype || ' ' || mode || ' ' || classid || ' ' || objid FROM pg_locks"
                  + " WHERE pid = pg_backend_pid() AND locktype = 'advisory'"
            },
            {"temporary", "SELECT relname FROM pg_class WHERE relnamespace = pg_my_temp_schema()"},
          }) {
        try (ResultSet row = statement.executeQuery(query[1] + " ORDER BY 1")) {
          while (row.next()) {
            look.add(query[0] + " " + row.getString(1));
          }
        }
      }
    }
    return look;
  }

  private void awaitQuery(String sql, String answer) {
    while (!database.query(sql).equals(List.of(answer))) {
      Thread.onSpinWait();
    }
  }

  private void unchecked(String sql) {
    try {
      execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = caller.createStatement()) {
      statement.execute(sql);
    }
  }

  private @Nullable String text(String sql) throws SQLException {
    try (Statement statement = caller.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}

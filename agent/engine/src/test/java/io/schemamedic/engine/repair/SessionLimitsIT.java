package io.schemamedic.engine.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestDatabaseExtension.class)
class SessionLimitsIT {

  @Test
  void limitsAreInForceUntilTheTransactionEnds(TestDatabase database) throws SQLException {
    try (Connection session = database.connection()) {
      session.setAutoCommit(false);
      SessionLimits limits = limits(session, database, "public");
      limits.set();

      assertThat(limits.areInForce()).isTrue();
      assertThat(setting(session, "lock_timeout")).isEqualTo("300ms");
      assertThat(setting(session, "statement_timeout")).isEqualTo("1500ms");
      assertThat(setting(session, "idle_in_transaction_session_timeout")).isEqualTo("1500ms");
      assertThat(setting(session, "transaction_timeout")).isEqualTo("1800ms");
      assertThat(setting(session, "synchronous_commit")).isEqualTo("local");
      assertThat(setting(session, "transaction_isolation")).isEqualTo("repeatable read");
      assertThat(setting(session, "search_path")).isEqualTo("pg_catalog, pg_temp");
      session.rollback();
      assertThat(setting(session, "lock_timeout")).isEqualTo("0");
      assertThat(setting(session, "search_path")).isEqualTo("\"$user\", public");
    }
  }

  /** Or whoever waits behind the first table would also wait while the second is waited for. */
  @Test
  void tablesToLockShareTheLockTimeout(TestDatabase database) throws SQLException {
    String parents = "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY);";
    database.execute(parents);
    Trial trial =
        new Trial(
            database,
            parents
                + "CREATE TABLE t (a int REFERENCES a, b int REFERENCES b, c int REFERENCES b)");
    try (Connection session = database.connection()) {
      session.setAutoCommit(false);
      SessionLimits limits = new SessionLimits(session, trial.request(trial.planTable("public.t")));
      limits.set();

      assertThat(limits.areInForce()).isTrue();
      assertThat(setting(session, "lock_timeout")).isEqualTo("150ms");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"public", "\"$user\", public", "a, \"B c\"", "", "\"we\"\"ird\""})
  void searchPathOfTheServiceIsTakenAsItIs(String path, TestDatabase database) throws SQLException {
    try (Connection session = database.connection()) {
      session.setAutoCommit(false);
      SessionLimits limits = limits(session, database, path);
      limits.set();
      limits.useServiceSearchPath();

      assertThat(setting(session, "search_path")).isEqualTo(path);
      limits.useOwnSearchPath();
      assertThat(setting(session, "search_path")).isEqualTo("pg_catalog, pg_temp");
    }
  }

  @Test
  void limitsAreShortOnceTheTableIsLocked(TestDatabase database) throws SQLException {
    try (Connection session = database.connection()) {
      session.setAutoCommit(false);
      SessionLimits limits = limits(session, database, "public");
      limits.set();
      limits.shorten();

      assertThat(setting(session, "statement_timeout")).isEqualTo("1s");
      assertThat(setting(session, "lock_timeout")).isEqualTo("10ms");
    }
  }

  @Test
  void limitsThatWentElsewhereAreNotInForce(TestDatabase database) throws SQLException {
    try (Connection session = database.connection()) {
      // In autocommit SET LOCAL is a warning, as behind a pooler.
      SessionLimits limits = limits(session, database, "app");
      limits.set();

      assertThat(limits.areInForce()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET LOCAL lock_timeout = 0",
        "SET LOCAL statement_timeout = 0",
        "SET LOCAL idle_in_transaction_session_timeout = 0",
        "SET LOCAL transaction_timeout = 0",
        "SET LOCAL synchronous_commit = on"
      })
  void eachLimitIsReadBack(String change, TestDatabase database) throws SQLException {
    try (Connection session = database.connection();
        Statement statement = session.createStatement()) {
      session.setAutoCommit(false);
      SessionLimits limits = limits(session, database, "public");
      limits.set();
      statement.execute(change);

      assertThat(limits.areInForce()).isFalse();
    }
  }

  @Test
  void withoutItsLimitsNothingIsRepaired(TestDatabase database) throws SQLException {
    Trial trial = new Trial(database, "CREATE TABLE t (id int)").failing("SELECT id FROM t");
    RepairPlan plan = trial.planTable("public.t");
    try (Connection session = database.connection()) {
      RepairOutcome outcome = trial.runOn(deafTo("SET LOCAL lock_timeout", session), plan);

      assertThat(outcome.reason()).isEqualTo(Reason.TIMEOUTS_NOT_IN_FORCE);
      assertThat(database.query("SELECT to_regclass('t')")).containsExactly("null");
    }
  }

  /** The session behind something that does not pass on what begins like that. */
  private static Connection deafTo(String beginning, Connection session) {
    return around(
        Connection.class,
        session,
        (method, result) ->
            method.equals("createStatement")
                ? around(Statement.class, (Statement) result, (name, same) -> same, beginning)
                : result);
  }

  private static <T> T around(
      Class<T> type, T object, BiFunction<String, Object, Object> results, String... withheld) {
    return type.cast(
        Proxy.newProxyInstance(
            SessionLimitsIT.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (arguments != null
                  && List.of(withheld).stream()
                      .anyMatch(one -> String.valueOf(arguments[0]).startsWith(one))) {
                return false;
              }
              try {
                return results.apply(method.getName(), method.invoke(object, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private static SessionLimits limits(Connection session, TestDatabase database, String path)
      throws SQLException {
    Trial trial =
        new Trial(database, "CREATE TABLE t (id int)")
            .searchPath(path)
            .statementTimeout(Duration.ofMillis(1500));
    return new SessionLimits(session, trial.request(trial.planTable("public.t")));
  }

  private static String setting(Connection session, String name) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("SHOW " + name)) {
      row.next();
      return row.getString(1);
    }
  }
}

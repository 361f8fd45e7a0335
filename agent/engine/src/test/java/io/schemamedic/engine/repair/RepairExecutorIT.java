package io.schemamedic.engine.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.repair.RepairOutcome.Status;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestDatabaseExtension.class)
@Timeout(120)
class RepairExecutorIT {
  private static final String ORDERS = "CREATE TABLE orders (id int, note text, size int)";
  private static final String LISTING =
      "SELECT attname FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attnum > 0"
          + " ORDER BY attnum";

  @Test
  void missingTableIsCreated(TestDatabase database) throws SQLException {
    Trial trial = new Trial(database, ORDERS).failing("INSERT INTO orders (id) VALUES (?)");

    RepairOutcome outcome = trial.run(trial.planTable("public.orders"));

    assertThat(outcome.status()).isEqualTo(Status.REPAIRED);
    assertThat(outcome.reason()).isEqualTo(Reason.REPAIRED);
    database.execute("INSERT INTO orders (id) VALUES (1)");
    assertThat(database.query(LISTING)).containsExactly("id", "note", "size");
  }

  @Test
  void missingColumnsAreAddedAndRowsStay(TestDatabase database) throws SQLException {
    database.execute("CREATE TABLE orders (id int); INSERT INTO orders VALUES (1), (2)");
    Trial trial = new Trial(database, ORDERS).failing("SELECT note FROM orders WHERE id = ?");

    RepairOutcome outcome = trial.run(trial.planColumn("public.orders", "note"));

    assertThat(outcome.status()).isEqualTo(Status.REPAIRED);
    assertThat(database.query("SELECT * FROM orders ORDER BY id"))
        .containsExactly("1|null|null", "2|null|null");
  }

  @Test
  void secondRunChangesNothing(TestDatabase database) throws SQLException {
    Trial trial = new Trial(database, ORDERS).failing("SELECT id FROM orders");
    RepairPlan plan = trial.planTable("public.orders");
    trial.run(plan);
    List<String> before = database.query("SELECT oid, relfilenode FROM pg_class ORDER BY oid");

    RepairOutcome again = trial.run(plan);

    assertThat(again.status()).isEqualTo(Status.ALREADY_PRESENT);
    assertThat(again.isThere()).isTrue();
    assertThat(database.query("SELECT oid, relfilenode FROM pg_class ORDER BY oid"))
        .isEqualTo(before);
  }

  @Test
  void sessionIsLeftInAutocommitWithoutATransaction(TestDatabase database) throws SQLException {
    Trial trial = new Trial(database, ORDERS).failing("SELECT id FROM orders");

    try (Connection session = database.connection()) {
      trial.runOn(session, trial.planTable("public.orders"));

      assertThat(session.getAutoCommit()).isTrue();
      try (Statement statement = session.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "SELECT current_setting('lock_timeout'), current_setting('search_path')")) {
        row.next();
        assertThat(row.getString(1)).isEqualTo("0");
        assertThat(row.getString(2)).isEqualTo("\"$user\", public");
      }
    }
  }

  /** Where backslashes escape in plain strings, as the role or the service's URL may have it. */
  @Test
  void declaredStringKeepsItsBackslash(TestDatabase database) throws SQLException {
    Trial trial =
        new Trial(database, "CREATE TABLE orders (id int, path text DEFAULT 'c:\\temp')")
            .failing("INSERT INTO orders (id) VALUES (1)");
    RepairPlan plan = trial.planTable("public.orders");
    try (Connection session = database.connection();
        Statement statement = session.createStatement()) {
      statement.execute("SET standard_conforming_strings = off");

      assertThat(trial.runOn(session, plan).status()).isEqualTo(Status.REPAIRED);
    }
    database.execute("INSERT INTO orders (id) VALUES (1)");
    assertThat(database.query("SELECT path FROM orders")).containsExactly("c:\\temp");
  }

  @Test
  void planThatIsPartlyThereIsStale(TestDatabase database) throws SQLException {
    database.execute("CREATE TABLE orders (id int)");
    Trial trial = new Trial(database, ORDERS).failing("SELECT note FROM orders");
    RepairPlan plan = trial.planColumn("public.orders", "note");
    database.execute("ALTER TABLE orders ADD COLUMN size int");

    refused(trial.run(plan), Reason.STALE_PLAN);
    assertThat(database.query(LISTING)).containsExactly("id", "size");
  }

  @Test
  void planWhoseTableWasPublishedMeanwhileIsStale(TestDatabase database) throws SQLException {
    database.execute("CREATE TABLE orders (id int)");
    Trial trial = new Trial(database, ORDERS).failing("SELECT note FROM orders");
    RepairPlan plan = trial.planColumn("public.orders", "note");
    database.execute("CREATE PUBLICATION p FOR TABLE orders");

    refused(trial.run(plan), Reason.STALE_PLAN);
    assertThat(database.query(LISTING)).containsExactly("id");
  }

  @Test
  void rightThatIsMissingWhileItRunsIsAFailure(TestDatabase database) throws SQLException {
    String role = role(database);
    database.execute(
        "CREATE TABLE parents (id int PRIMARY KEY)", "GRANT CREATE ON SCHEMA public TO " + role);
    Trial trial =
        new Trial(
                database,
                "CREATE TABLE parents (id int PRIMARY KEY);"
                    + "CREATE TABLE orders (id int, parent int REFERENCES parents)")
            .failing("SELECT id FROM orders")
            .repairRole(role)
            .serviceRole(role);

    failed(trial.run(trial.planTable("public.orders")), Reason.NO_PRIVILEGE);
  }

  @Test
  void planForATableThatIsGoneIsStale(TestDatabase database) throws SQLException {
    database.execute("CREATE TABLE orders (id int)");
    Trial trial = new Trial(database, ORDERS).failing("SELECT note FROM orders");
    RepairPlan plan = trial.planColumn("public.orders", "note");
    database.execute("DROP TABLE orders");

    refused(trial.run(plan), Reason.STALE_PLAN);
  }

  @Test
  void tableThatIsBusyIsGivenUpInTime(TestDatabase database) throws SQLException {
    database.execute("CREATE TABLE orders (id int)");
    Trial trial =
        new Trial(database, ORDERS)
            .failing("SELECT note FROM orders")
            .lockTimeout(Duration.ofMillis(50))
            .budget(Duration.ofMillis(600));
    RepairPlan plan = trial.planColumn("public.orders", "note");

    try (Connection reader = database.connection()) {
      lock(reader, "ACCESS SHARE");
      failed(trial.run(plan), Reason.LOCK_TIMEOUT);
    }
    assertThat(database.query(LISTING)).containsExactly("id");
  }

  @Test
  void tableThatIsBusyForAWhileIsTriedAgain(TestDatabase database) throws Exception {
    database.execute("CREATE TABLE orders (id int)");
    Trial trial =
        new Trial(database, ORDERS)
            .failing("SELECT note FROM orders")
            .lockTimeout(Duration.ofMillis(20));
    RepairPlan plan = trial.planColumn("public.orders", "note");

    Future<RepairOutcome> outcome;
    try (Connection reader = database.connection();
        Connection session = database.connection()) {
      lock(reader, "ACCESS SHARE");
      AtomicInteger attempts = new AtomicInteger();
      trial.stopped(
          () -> {
            attempts.incrementAndGet();
            return false;
          });
      outcome = inBackground(() -> trial.runOn(session, plan));
      while (attempts.get() < 2) {
        Thread.onSpinWait();
      }
      reader.rollback();
      assertThat(outcome.get().status()).isEqualTo(Status.REPAIRED);
    }
  }

  @Test
  void otherRepairerAtTheSameTableIsWaitedFor(TestDatabase database) throws SQLException {
    Trial trial =
        new Trial(database, ORDERS).failing("SELECT id FROM orders").budget(Duration.ofMillis(300));
    RepairPlan plan = trial.planTable("public.orders");

    try (Connection other = database.connection()) {
      other.setAutoCommit(false);
      assertThat(new AdvisoryLocks(other).tryLock(plan.repairedRelations())).isTrue();
      failed(trial.run(plan), Reason.LOCK_TIMEOUT);
    }
  }

  @Test
  void ofManyRepairersOneRepairs(TestDatabase database) throws Exception {
    Trial trial =
        new Trial(
                database,
                "CREATE TABLE parents (id int PRIMARY KEY);"
                    + "CREATE TABLE orders (id serial PRIMARY KEY, parent int REFERENCES parents);"
                    + "CREATE INDEX by_parent ON orders (parent)")
            .failing("SELECT id FROM orders");
    RepairPlan plan = trial.planTable("public.orders");
    CyclicBarrier start = new CyclicBarrier(8);
    List<Future<RepairOutcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      outcomes.add(
          inBackground(
              () -> {
                try (Connection session = database.connection()) {
                  start.await();
                  return trial.runOn(session, plan);
                }
              }));
    }

    List<Status> statuses = new ArrayList<>();
    for (Future<RepairOutcome> outcome : outcomes) {
      statuses.add(outcome.get().status());
    }
    assertThat(statuses).containsOnlyOnce(Status.REPAIRED);
    assertThat(statuses).containsOnly(Status.REPAIRED, Status.ALREADY_PRESENT);
  }

  @Test
  void lockOfTheCallerItselfIsNotWaitedFor(TestDatabase database) throws SQLException {
    database.execute("CREATE TABLE orders (id int)");
    Trial trial = new Trial(database, ORDERS).failing("SELECT note FROM orders");
    RepairPlan plan = trial.planColumn("public.orders", "note");

    try (Connection caller = database.connection()) {
      lock(caller, "ACCESS SHARE");
      refused(trial.callerPid(pid(caller)).run(plan), Reason.CALLER_HOLDS_LOCK);
    }
  }

  @Test
  void lockOfTheCallerOnTheParentIsNotWaitedFor(TestDatabase database) throws SQLException {
    database.execute("CREATE TABLE orders (id int PRIMARY KEY)");
    Trial trial =
        new Trial(
                database,
                "CREATE TABLE orders (id int PRIMARY KEY);"
                    + "CREATE TABLE items (id int, order_id int REFERENCES orders (id))")
            .failing("SELECT id FROM items");
    RepairPlan plan = trial.planTable("public.items");

    try (Connection caller = database.connection()) {
      lock(caller, "ROW EXCLUSIVE");
      refused(trial.callerPid(pid(caller)).run(plan), Reason.CALLER_HOLDS_LOCK);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uuid DEFAULT gen_random_uuid()",
        "timestamptz DEFAULT clock_timestamp()",
        "float8 DEFAULT random()",
        "int DEFAULT nextval('numbers')",
        "int DEFAULT wrapped()",
        "positive",
      })
  void columnThatWouldRewriteIsRefused(String definition, TestDatabase database)
      throws SQLException {
    database.execute(
        "CREATE TABLE orders (id int); INSERT INTO orders VALUES (1)",
        "CREATE SEQUENCE numbers",
        "CREATE DOMAIN positive AS int CHECK (VALUE > 0)",
        "CREATE FUNCTION wrapped() RETURNS int LANGUAGE plpgsql VOLATILE"
            + " AS 'BEGIN RETURN 1; END'");
    Trial trial =
        new Trial(
                database,
                "CREATE SEQUENCE numbers; CREATE TABLE orders (id int, x %s)".formatted(definition))
            .failing("SELECT x FROM orders");
    List<String> before = database.query("SELECT pg_relation_filenode('orders')");

    refused(trial.run(trial.planColumn("public.orders", "x")), Reason.WOULD_REWRITE);

    assertThat(database.query("SELECT pg_relation_filenode('orders')")).isEqualTo(before);
    assertThat(database.query(LISTING)).containsExactly("id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "timestamp DEFAULT now()",
        "jsonb DEFAULT '{}'",
        "text NOT NULL DEFAULT ''",
        "varchar(20) DEFAULT lower('ABC')",
        "int DEFAULT 1 + 1",
        "text[]",
      })
  void columnThatDoesNotRewriteIsAdded(String definition, TestDatabase database)
      throws SQLException {
    database.execute("CREATE TABLE orders (id int); INSERT INTO orders VALUES (1)");
    Trial trial =
        new Trial(database, "CREATE TABLE orders (id int, x %s)".formatted(definition))
            .failing("SELECT x FROM orders")
            .namedExactly();

    RepairOutcome outcome = trial.run(trial.planColumn("public.orders", "x"));

    assertThat(outcome.status()).isEqualTo(Status.REPAIRED);
  }

  @Test
  void whatAnEventTriggerAddsRollsBack(TestDatabase database) throws SQLException {
    onDdl(database, "CREATE SEQUENCE surprise;");
    Trial trial = new Trial(database, ORDERS).failing("SELECT id FROM orders");

    failed(trial.run(trial.planTable("public.orders")), Reason.UNPLANNED_CHANGE);

    assertThat(database.query("SELECT to_regclass('orders'), to_regclass('surprise')"))
        .containsExactly("null|null");
  }

  @Test
  void rowsThatAnEventTriggerWritesRollBack(TestDatabase database) throws SQLException {
    database.execute("CREATE TABLE ddl_log (at timestamptz)");
    onDdl(database, "INSERT INTO ddl_log VALUES (now());");
    Trial trial = new Trial(database, ORDERS).failing("SELECT id FROM orders");

    failed(trial.run(trial.planTable("public.orders")), Reason.UNPLANNED_CHANGE);

    assertThat(database.query("SELECT count(*) FROM ddl_log")).containsExactly("0");
  }

  @Test
  void freezeByEventTriggerIsANo(TestDatabase database) throws SQLException {
    onDdl(
        database,
        "IF TG_TAG = 'CREATE TABLE' AND NOT pg_is_in_recovery() THEN"
            + " RAISE EXCEPTION 'frozen'; END IF;");
    Trial trial = new Trial(database, ORDERS).failing("SELECT id FROM orders");

    failed(trial.run(trial.planTable("public.orders")), Reason.DDL_FORBIDDEN);
  }

  @Test
  void repairThatTakesTooLongRollsBack(TestDatabase database) throws SQLException {
    onDdl(database, "PERFORM pg_sleep(30);");
    Trial trial =
        new Trial(database, ORDERS)
            .failing("SELECT id FROM orders")
            .statementTimeout(Duration.ofMillis(200));

    failed(trial.run(trial.planTable("public.orders")), Reason.STATEMENT_TIMEOUT);
  }

  @Test
  void statementThatWouldStillFailRollsTheAdditionBack(TestDatabase database) throws SQLException {
    database.execute("CREATE TABLE orders (id int)");
    Trial trial =
        new Trial(database, ORDERS)
            .failing("SELECT note FROM orders WHERE lower(note) = nowhere(1)");

    failed(trial.run(trial.planColumn("public.orders", "note")), Reason.STATEMENT_STILL_FAILS);

    assertThat(database.query(LISTING)).containsExactly("id");
  }

  @Test
  void wrongOwnerRollsBack(TestDatabase database) throws SQLException {
    database.execute("CREATE TABLE orders (id int); CREATE TABLE items (id int)");
    Trial trial = new Trial(database, ORDERS).failing("SELECT i.note FROM items i, orders o");

    failed(trial.run(trial.planColumn("public.orders", "note")), Reason.STATEMENT_STILL_FAILS);
  }

  @Test
  void statementThatMissesSomethingElseNextGetsFurther(TestDatabase database) throws SQLException {
    Trial trial =
        new Trial(database, ORDERS + "; CREATE TABLE items (id int)")
            .failing("SELECT o.id FROM orders o JOIN items i ON i.id = o.id");

    RepairOutcome outcome = trial.run(trial.planTable("public.orders"));

    assertThat(outcome.status()).isEqualTo(Status.REPAIRED);
    assertThat(database.query("SELECT to_regclass('items')")).containsExactly("null");
  }

  @Test
  void parameterOfUnknownTypeIsNoObstacle(TestDatabase database) throws SQLException {
    Trial trial = new Trial(database, ORDERS).failing("SELECT id FROM orders WHERE ? IS NULL");

    assertThat(trial.run(trial.planTable("public.orders")).status()).isEqualTo(Status.REPAIRED);
  }

  @Test
  void repairWithoutAFailingStatementNeedsNoDescription(TestDatabase database) throws SQLException {
    Trial trial = new Trial(database, ORDERS);

    assertThat(trial.run(trial.planTable("public.orders")).status()).isEqualTo(Status.REPAIRED);
  }

  /** Asked before anything is tried, before each of three statements, and before the commit. */
  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "2, 1", "3, 2", "4, 3"})
  void killSwitchStopsBeforeEachStatementAndBeforeTheCommit(
      int answers, int statements, TestDatabase database) throws SQLException {
    AtomicInteger asked = new AtomicInteger();
    Trial trial =
        new Trial(
                database,
                "CREATE TABLE orders (id int); CREATE INDEX a ON orders (id);"
                    + "CREATE INDEX b ON orders (id DESC)")
            .failing("SELECT id FROM orders")
            .stopped(() -> asked.getAndIncrement() == answers);
    RepairPlan plan = trial.planTable("public.orders");
    assertThat(plan.statements()).hasSize(3);
    database.logStatements();

    refused(trial.run(plan), Reason.KILL_SWITCH);

    assertThat(asked).hasValue(answers + 1);
    assertThat(database.query("SELECT to_regclass('orders')")).containsExactly("null");
    assertThat(database.serverLog())
        .filteredOn(logged -> logged.sql().startsWith("CREATE"))
        .hasSize(statements);
  }

  @Test
  void nothingBeginsAfterTheDeadline(TestDatabase database) throws SQLException {
    Trial trial =
        new Trial(database, ORDERS).failing("SELECT id FROM orders").budget(Duration.ZERO);

    failed(trial.run(trial.planTable("public.orders")), Reason.WAIT_BUDGET_SPENT);
  }

  @Test
  void interruptedRepairEndsWithItsFlagUp(TestDatabase database) throws SQLException {
    database.execute("CREATE TABLE orders (id int)");
    Trial trial =
        new Trial(database, ORDERS)
            .failing("SELECT note FROM orders")
            .lockTimeout(Duration.ofMillis(20));
    RepairPlan plan = trial.planColumn("public.orders", "note");

    try (Connection reader = database.connection();
        Connection session = database.connection()) {
      lock(reader, "ACCESS SHARE");
      Thread.currentThread().interrupt();
      RepairOutcome outcome = trial.runOn(session, plan);

      assertThat(Thread.interrupted()).isTrue();
      failed(outcome, Reason.INTERRUPTED);
    }
  }

  @Test
  void missingTypeIsSaid(TestDatabase database) throws SQLException {
    Trial trial =
        new Trial(database, "CREATE TABLE orders (id int, mood moods)")
            .failing("SELECT id FROM orders");

    failed(trial.run(trial.planTable("public.orders")), Reason.MISSING_TYPE);
  }

  @Test
  void roleThatMayNotCreateIsRefused(TestDatabase database) throws SQLException {
    String role = role(database);
    Trial trial =
        new Trial(database, ORDERS)
            .failing("SELECT id FROM orders")
            .repairRole(role)
            .serviceRole(role);

    failed(trial.run(trial.planTable("public.orders")), Reason.NO_PRIVILEGE);
  }

  @Test
  void ownerThatMayNotReadItsTableIsRefused(TestDatabase database) throws SQLException {
    String role = role(database);
    database.execute(
        "CREATE TABLE orders (id int); ALTER TABLE orders OWNER TO " + role,
        "REVOKE SELECT ON orders FROM " + role);
    Trial trial = new Trial(database, ORDERS).repairRole(role).serviceRole(role);

    RepairOutcome outcome = trial.run(trial.planColumn("public.orders", "note"));

    refused(outcome, Reason.NO_PRIVILEGE);
    assertThat(outcome.detail()).isEqualTo("SELECT on public.orders, to try the change on a copy");
  }

  @Test
  void roleWhoseNameMustBeQuotedRepairs(TestDatabase database) throws SQLException {
    String role = "Role " + database.name();
    database.execute(
        "CREATE ROLE \"%s\" LOGIN; GRANT CREATE ON SCHEMA public TO PUBLIC".formatted(role));
    Trial trial = new Trial(database, ORDERS).repairRole(role).serviceRole(role);

    assertThat(trial.run(trial.planTable("public.orders")).status()).isEqualTo(Status.REPAIRED);
  }

  /** Nobody would see that the event trigger has written a row. */
  @Test
  void serverThatDoesNotCountRowsIsRefused(TestDatabase database) throws SQLException {
    database.execute(
        "CREATE TABLE ddl_log (at timestamptz)",
        "ALTER DATABASE %s SET track_counts = off".formatted(database.name()));
    onDdl(database, "INSERT INTO ddl_log VALUES (now());");
    Trial trial = new Trial(database, ORDERS).failing("SELECT id FROM orders");

    RepairOutcome outcome = trial.run(trial.planTable("public.orders"));

    refused(outcome, Reason.TIMEOUTS_NOT_IN_FORCE);
    assertThat(outcome.detail()).isEqualTo("track_counts is off");
    assertThat(database.query("SELECT count(*) FROM ddl_log")).containsExactly("0");
  }

  @Test
  void otherRoleGrantsTheServiceWhatItNeeds(TestDatabase database) throws SQLException {
    String role = role(database);
    Trial trial = new Trial(database, ORDERS).failing("SELECT id FROM orders").serviceRole(role);

    assertThat(trial.run(trial.planTable("public.orders")).status()).isEqualTo(Status.REPAIRED);
    try (Connection service = database.connectionAs(role);
        Statement statement = service.createStatement()) {
      assertThat(statement.executeUpdate("INSERT INTO orders VALUES (1, 'x', 2)")).isEqualTo(1);
    }
  }

  @Test
  void serialColumnOfAnotherRoleCanBeUsedByTheService(TestDatabase database) throws SQLException {
    String role = role(database);
    Trial trial =
        new Trial(database, "CREATE TABLE orders (id serial PRIMARY KEY, note text)")
            .failing("SELECT id FROM orders")
            .serviceRole(role);

    assertThat(trial.run(trial.planTable("public.orders")).status()).isEqualTo(Status.REPAIRED);
    try (Connection service = database.connectionAs(role);
        Statement statement = service.createStatement()) {
      assertThat(statement.executeUpdate("INSERT INTO orders (note) VALUES ('x')")).isEqualTo(1);
    }
  }

  @Test
  void tableThatTheServiceCouldNotUseRollsBack(TestDatabase database) throws SQLException {
    String role = role(database);
    Trial trial = new Trial(database, ORDERS).failing("SELECT id FROM orders");
    RepairPlan withoutGrants = trial.planTable("public.orders");

    refused(trial.serviceRole(role).run(withoutGrants), Reason.SERVICE_ROLE_LACKS_PRIVILEGE);
    assertThat(database.query("SELECT to_regclass('orders')")).containsExactly("null");
  }

  @Test
  void serverThatTakesNoWritesIsRefused(TestDatabase database) throws SQLException {
    Trial trial = new Trial(database, ORDERS).failing("SELECT id FROM orders");
    database.execute(
        "ALTER DATABASE %s SET default_transaction_read_only = on".formatted(database.name()));

    refused(trial.run(trial.planTable("public.orders")), Reason.STANDBY);
  }

  @Test
  void brokenSessionIsAnError(TestDatabase database) throws SQLException {
    Trial trial = new Trial(database, ORDERS).failing("SELECT id FROM orders");
    RepairPlan plan = trial.planTable("public.orders");

    try (Connection session = database.connection()) {
      database.query("SELECT pg_terminate_backend(%d)".formatted(pid(session)));

      assertThatThrownBy(() -> trial.runOn(session, plan)).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void namesThatMustBeQuotedAreFound(TestDatabase database) throws SQLException {
    database.execute("CREATE SCHEMA \"My App\"; CREATE TABLE \"My App\".\"Or\"\"ders\" (id int)");
    Trial trial =
        new Trial(
                database,
                "CREATE TABLE \"My App\".\"Or\"\"ders\" (id int, \"No te\" text, \"ORDER\" int)")
            .failing("SELECT \"No te\" FROM \"My App\".\"Or\"\"ders\"");

    RepairOutcome outcome = trial.run(trial.planColumn("My App.Or\"ders", "No te"));

    assertThat(outcome.detail()).isEmpty();
    assertThat(outcome.status()).isEqualTo(Status.REPAIRED);
  }

  private static void onDdl(TestDatabase database, String body) {
    database.execute(
        "CREATE FUNCTION on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN "
            + body
            + " END $$",
        "CREATE EVENT TRIGGER on_ddl ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'ALTER TABLE')"
            + " EXECUTE FUNCTION on_ddl()");
  }

  private static String role(TestDatabase database) {
    String role = "role_" + database.name();
    database.execute("CREATE ROLE %s LOGIN".formatted(role));
    return role;
  }

  private static void lock(Connection connection, String mode) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("LOCK TABLE orders IN " + mode + " MODE");
    }
  }

  private static int pid(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static void refused(RepairOutcome outcome, Reason reason) {
    assertThat(outcome.reason()).isEqualTo(reason);
    assertThat(outcome.status()).isEqualTo(Status.REFUSED);
    assertThat(outcome.isThere()).isFalse();
  }

  private static void failed(RepairOutcome outcome, Reason reason) {
    assertThat(outcome.reason()).isEqualTo(reason);
    assertThat(outcome.status()).isEqualTo(Status.FAILED);
    assertThat(outcome.isThere()).isFalse();
  }

  private interface Work {
    RepairOutcome run() throws Exception;
  }

  private static Future<RepairOutcome> inBackground(Work work) {
    CompletableFuture<RepairOutcome> outcome = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                outcome.complete(work.run());
              } catch (Exception e) {
                outcome.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return outcome;
  }
}

package io.schemamedic.engine.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.config.RelationPattern;
import io.schemamedic.engine.config.RepairBudget;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.guard.Policy;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.repair.RepairOutcome.Status;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Budget and disappearance, counted in the database by all processes. */
@ExtendWith(TestDatabaseExtension.class)
@Timeout(120)
class RepairLedgerIT {
  private static final String LEDGER =
      "CREATE SCHEMA ops; CREATE TABLE ops.repairs (repaired_at timestamptz NOT NULL DEFAULT now(),"
          + " relation text NOT NULL, columns text NOT NULL, plan text NOT NULL,"
          + " process text NOT NULL, incident text NOT NULL)";

  private static final String DECLARED =
      "CREATE TABLE orders (id int, note text, size int);"
          + "CREATE TABLE parents (id int PRIMARY KEY);"
          + "CREATE TABLE items (id int, parent int REFERENCES parents)";

  private RepairBudget budget = new RepairBudget(10, 3, 30);
  private boolean recreateDisappeared;

  @Test
  void repairIsEnteredInItsOwnTransaction(TestDatabase database) throws SQLException {
    database.execute(LEDGER, "CREATE TABLE orders (id int)");
    Trial trial = trial(database);

    RepairPlan plan = trial.planColumn("public.orders", "note");
    assertThat(trial.run(plan).reason()).isEqualTo(Reason.REPAIRED);

    assertThat(
            database.query(
                "SELECT relation, columns, plan, process, incident, now() - repaired_at < '1 min'"
                    + " FROM ops.repairs"))
        .containsExactly("public.orders|{note,size}|" + plan.fingerprint() + "|7@web|i-1|t");
    assertThat(
            database.query(
                "SELECT (SELECT xmin FROM ops.repairs) = xmin FROM pg_attribute"
                    + " WHERE attname = 'note' AND attrelid = 'orders'::regclass"))
        .containsExactly("t");
  }

  @Test
  void everyTableOfThePlanIsEntered(TestDatabase database) throws SQLException {
    database.execute(LEDGER);
    Trial trial = trial(database);

    assertThat(trial.run(trial.planTable("public.items")).status()).isEqualTo(Status.REPAIRED);

    assertThat(database.query("SELECT relation, columns FROM ops.repairs ORDER BY relation"))
        .containsExactly("public.items|{}", "public.parents|{}");
  }

  @Test
  void repairThatRollsBackLeavesNoEntry(TestDatabase database) throws SQLException {
    database.execute(LEDGER);
    Trial trial = trial(database).failing("SELECT nowhere(id) FROM orders");

    assertThat(trial.run(trial.planTable("public.orders")).reason())
        .isEqualTo(Reason.STATEMENT_STILL_FAILS);
    assertThat(database.query("SELECT * FROM ops.repairs")).isEmpty();
  }

  @Test
  void entriesOfOthersSpendTheBudgetOfTheDatabase(TestDatabase database) throws SQLException {
    budget = new RepairBudget(2, 3, 30);
    database.execute(LEDGER, entry("public.a", "now()"), entry("public.b", "now()"));

    refused(
        database,
        Reason.BUDGET_SPENT,
        "database: 2 in the last hour, repair.max-per-hour, by ops.repairs");
  }

  @Test
  void entriesOfOneRepairCountOnce(TestDatabase database) throws SQLException {
    budget = new RepairBudget(2, 3, 30);
    String at = "timestamptz 'now'";
    database.execute(LEDGER, "BEGIN;" + entry("public.a", at) + entry("public.b", at) + "COMMIT");

    assertThat(repairOrders(database).reason()).isEqualTo(Reason.REPAIRED);
  }

  @Test
  void entriesOfOthersSpendTheBudgetOfTheTable(TestDatabase database) throws SQLException {
    budget = new RepairBudget(10, 1, 30);
    database.execute(
        LEDGER,
        "CREATE TABLE orders (id int)",
        "INSERT INTO ops.repairs VALUES (now(), 'public.orders', '{other}', 'p', 'x', 'i')");
    Trial trial = trial(database);

    RepairOutcome outcome = trial.run(trial.planColumn("public.orders", "note"));

    assertThat(outcome.reason()).isEqualTo(Reason.BUDGET_SPENT);
    assertThat(outcome.detail())
        .isEqualTo("public.orders: 1 in the last hour, repair.max-per-object, by ops.repairs");
  }

  @Test
  void entriesOlderThanAnHourDoNotCount(TestDatabase database) throws SQLException {
    budget = new RepairBudget(1, 1, 30);
    database.execute(LEDGER, entry("public.a", "now() - interval '61 minutes'"));

    assertThat(repairOrders(database).reason()).isEqualTo(Reason.REPAIRED);
  }

  @Test
  void tableThatWasEnteredAndIsGoneHasDisappeared(TestDatabase database) throws SQLException {
    database.execute(LEDGER, entry("public.orders", "now() - interval '1 year'"));

    refused(database, Reason.DISAPPEARED, "public.orders, it is in ops.repairs");

    recreateDisappeared = true;
    assertThat(repairOrders(database).reason()).isEqualTo(Reason.REPAIRED);
  }

  @Test
  void columnThatWasEnteredAndIsGoneHasDisappeared(TestDatabase database) throws SQLException {
    database.execute(LEDGER, "CREATE TABLE orders (id int)");
    Trial trial = trial(database);
    trial.run(trial.planColumn("public.orders", "note"));
    database.execute("ALTER TABLE orders DROP COLUMN size");

    RepairOutcome outcome = trial.run(trial.planColumn("public.orders", "size"));

    assertThat(outcome.reason()).isEqualTo(Reason.DISAPPEARED);
    assertThat(outcome.detail()).isEqualTo("public.orders.size, it is in ops.repairs");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "DROP TABLE ops.repairs                              | does not exist",
        "ALTER TABLE ops.repairs DROP COLUMN process         | has another shape",
        "ALTER TABLE ops.repairs ADD COLUMN more int         | has another shape",
        "ALTER TABLE ops.repairs ALTER repaired_at TYPE date | has another shape",
        "ALTER TABLE ops.repairs ENABLE ROW LEVEL SECURITY   | has another shape",
        "ALTER TABLE ops.repairs SET UNLOGGED                | has another shape",
        "CREATE RULE r AS ON INSERT TO ops.repairs DO INSTEAD NOTHING | has another shape",
        "ALTER TABLE ops.repairs RENAME TO t; CREATE VIEW ops.repairs AS TABLE ops.t"
            + " | has another shape",
        "CREATE TRIGGER t BEFORE INSERT ON ops.repairs FOR EACH ROW EXECUTE FUNCTION"
            + " suppress_redundant_updates_trigger() | has another shape",
        "INSERT INTO ops.repairs VALUES (now(), 'public.orders', 'note', 'p', 'x', 'i')"
            + " | sqlstate 22P02",
        "ALTER TABLE ops.repairs ADD CHECK (incident = 'ours')"
            + " | has checks, expressions, defaults, heirs, or triggers that others may add",
        "CREATE INDEX ON ops.repairs (lower(incident))"
            + " | has checks, expressions, defaults, heirs, or triggers that others may add",
        "CREATE INDEX ON ops.repairs (incident) WHERE lower(process) = 'a'"
            + " | has checks, expressions, defaults, heirs, or triggers that others may add",
        "CREATE TABLE heir () INHERITS (ops.repairs)"
            + " | has checks, expressions, defaults, heirs, or triggers that others may add",
        "CREATE TABLE parent (incident text); ALTER TABLE ops.repairs INHERIT parent"
            + " | has checks, expressions, defaults, heirs, or triggers that others may add",
        "ALTER TABLE ops.repairs ALTER plan SET DEFAULT lower('A')"
            + " | has checks, expressions, defaults, heirs, or triggers that others may add",
        "ALTER TABLE ops.repairs ALTER repaired_at SET DEFAULT clock_timestamp()"
            + " | has checks, expressions, defaults, heirs, or triggers that others may add",
        "GRANT TRIGGER ON ops.repairs TO PUBLIC"
            + " | has checks, expressions, defaults, heirs, or triggers that others may add",
        "CREATE DOMAIN words AS text; ALTER TABLE ops.repairs ALTER plan TYPE words"
            + " | has another shape",
        "CREATE UNIQUE INDEX ON ops.repairs (process); INSERT INTO ops.repairs VALUES"
            + " (now(), 'public.a', '{}', 'p', '7@web', 'i') | sqlstate 23505",
      })
  void ledgerThatCannotBeUsedSpeaksAgainstTheRepair(
      String change, String why, TestDatabase database) throws SQLException {
    database.execute(LEDGER, "CREATE TABLE orders (id int)", change);
    Trial trial = trial(database);

    RepairOutcome outcome = trial.run(trial.planColumn("public.orders", "note"));

    assertThat(outcome.status()).isEqualTo(Status.REFUSED);
    assertThat(outcome.reason()).isEqualTo(Reason.LEDGER_UNAVAILABLE);
    assertThat(outcome.detail()).isEqualTo("ops.repairs " + why);
    assertThat(database.query("SELECT * FROM orders")).isEmpty();
    assertThat(
            database.query(
                "SELECT count(*) FROM pg_attribute WHERE attrelid = 'orders'::regclass"
                    + " AND attnum > 0"))
        .containsExactly("1");
  }

  @ParameterizedTest
  @CsvSource({
    "GRANT SELECT ON ops.repairs TO",
    "GRANT INSERT ON ops.repairs TO",
    "REVOKE USAGE ON SCHEMA ops FROM"
  })
  void roleThatMayNotReadAndWriteTheLedgerIsRefused(String grant, TestDatabase database)
      throws SQLException {
    String role = "role_" + database.name();
    database.execute(
        LEDGER,
        "CREATE ROLE %s LOGIN".formatted(role),
        "GRANT CREATE ON SCHEMA public TO " + role,
        "GRANT USAGE ON SCHEMA ops TO " + role,
        grant + " " + role);
    Trial trial = trial(database).repairRole(role).serviceRole(role);

    RepairOutcome outcome = trial.run(trial.planTable("public.orders"));

    assertThat(outcome.reason()).isEqualTo(Reason.LEDGER_UNAVAILABLE);
    assertThat(outcome.detail()).isEqualTo("ops.repairs may not be read and written");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          %1$s | repair_%1$s | refused ops.repairs belongs to a role that this one is no member of
          %1$s | postgres    | refused ops.repairs belongs to a role that this one is no member of
          %1$s | %1$s        | 'repaired '
          postgres | repair_%1$s | 'repaired '
          group_%1$s | repair_%1$s | 'repaired '
          """)
  void ledgerBelongsToTheRepairRoleOrToOneItTrusts(
      String ownerPattern, String rolePattern, String outcome, TestDatabase database)
      throws SQLException {
    String name = "Low_" + database.name();
    String owner = ownerPattern.formatted(name);
    String role = rolePattern.formatted(name);
    database.execute(
        LEDGER,
        "CREATE ROLE \"%1$s\" LOGIN; CREATE ROLE \"between_%1$s\"; CREATE ROLE \"group_%1$s\";"
                .formatted(name)
            + "CREATE ROLE \"repair_%1$s\" LOGIN NOINHERIT IN ROLE \"between_%1$s\";"
                .formatted(name)
            + "GRANT \"group_%1$s\" TO \"between_%1$s\";".formatted(name)
            + "GRANT ALL ON SCHEMA public, ops TO PUBLIC;"
            + "GRANT SELECT, INSERT ON ops.repairs TO PUBLIC;"
            + "ALTER TABLE ops.repairs OWNER TO \"%s\"".formatted(owner));
    Trial trial = trial(database).repairRole(role).serviceRole(role);

    RepairOutcome end = trial.run(trial.planTable("public.orders"));

    assertThat(end.status().code() + " " + end.detail()).isEqualTo(outcome);
  }

  /** What the owner of the ledger has put there would run as the superuser. */
  @Test
  void ownerOfTheLedgerCannotBecomeWhatTheRepairRoleIs(TestDatabase database) throws SQLException {
    String low = "low_" + database.name();
    database.execute(
        LEDGER,
        "CREATE ROLE %s".formatted(low),
        ("CREATE FUNCTION ops.climb() RETURNS boolean LANGUAGE plpgsql AS"
                + " $$ BEGIN ALTER ROLE %s SUPERUSER; RETURN true; END $$")
            .formatted(low),
        "ALTER TABLE ops.repairs ADD CHECK (ops.climb()); ALTER TABLE ops.repairs OWNER TO " + low);

    assertThat(repairOrders(database).reason()).isEqualTo(Reason.LEDGER_UNAVAILABLE);
    assertThat(database.query("SELECT rolsuper FROM pg_roles WHERE rolname = '%s'".formatted(low)))
        .containsExactly("f");
  }

  /** The first lock takes the snapshot; the other repair is committed before the second is had. */
  @Test
  void entryBetweenSnapshotAndLockOfTheLedgerCounts(TestDatabase database) throws SQLException {
    budget = new RepairBudget(1, 1, 30);
    database.execute(LEDGER);
    Trial other = trial(database);
    RepairPlan before = other.planTable("public.parents");
    Trial trial = trial(database);
    RepairPlan plan = trial.planTable("public.orders");
    AtomicInteger locks = new AtomicInteger();

    try (Connection session = database.connection()) {
      RepairOutcome outcome =
          trial.runOn(
              Interception.of(
                  session,
                  (method, arguments) -> {
                    if (method.equals("prepareStatement")
                        && arguments[0].toString().contains("pg_try_advisory_xact_lock")
                        && locks.incrementAndGet() == 2) {
                      assertThat(other.run(before).reason()).isEqualTo(Reason.REPAIRED);
                    }
                  }),
              plan);

      assertThat(outcome.reason()).isEqualTo(Reason.BUDGET_SPENT);
      assertThat(session.getAutoCommit()).isTrue();
    }
    assertThat(locks).hasValueGreaterThan(2);
    assertThat(database.query("SELECT relation FROM ops.repairs"))
        .containsExactly("public.parents");
    assertThat(database.query("SELECT to_regclass('orders')")).containsExactly("null");
  }

  /** Nothing but the entries of the repair itself is tolerated. */
  @Test
  void rowThatSomethingElseWritesRollsBack(TestDatabase database) throws SQLException {
    database.execute(
        LEDGER,
        "CREATE FUNCTION more() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN"
            + " INSERT INTO ops.repairs SELECT * FROM ops.repairs; END $$",
        "CREATE EVENT TRIGGER more ON ddl_command_end WHEN TAG IN ('CREATE TABLE')"
            + " EXECUTE FUNCTION more()");

    assertThat(repairOrders(database).reason()).isEqualTo(Reason.UNPLANNED_CHANGE);
    assertThat(database.query("SELECT * FROM ops.repairs")).isEmpty();
  }

  /** Each is at another table, so that no lock of a table keeps them apart. */
  @Test
  void ofManyRepairersOnlyAsManyAsTheBudgetAllowsRepair(TestDatabase database) throws Exception {
    budget = new RepairBudget(3, 3, 30);
    database.execute(LEDGER);
    int repairers = 8;
    StringBuilder declared = new StringBuilder();
    for (int i = 0; i < repairers; i++) {
      declared.append("CREATE TABLE t").append(i).append(" (id int);");
    }
    ExecutorService pool = Executors.newFixedThreadPool(repairers);
    CyclicBarrier start = new CyclicBarrier(repairers);
    List<Future<RepairOutcome>> outcomes = new ArrayList<>();
    try {
      for (int i = 0; i < repairers; i++) {
        Trial trial =
            new Trial(database, declared.toString())
                .budget(Duration.ofSeconds(60))
                .ledger(claim("i-" + i));
        RepairPlan plan = trial.planTable("public.t" + i);
        outcomes.add(
            pool.submit(
                () -> {
                  try (Connection session = database.connection()) {
                    start.await();
                    return trial.runOn(session, plan);
                  }
                }));
      }
      List<Reason> reasons = new ArrayList<>();
      for (Future<RepairOutcome> outcome : outcomes) {
        reasons.add(outcome.get().reason());
      }
      assertThat(reasons).containsOnly(Reason.REPAIRED, Reason.BUDGET_SPENT);
      assertThat(reasons).filteredOn(Reason.REPAIRED::equals).hasSize(3);
      assertThat(database.query("SELECT count(*) FROM ops.repairs")).containsExactly("3");
    } finally {
      pool.shutdownNow();
    }
  }

  private static String entry(String relation, String at) {
    return "INSERT INTO ops.repairs VALUES (%s, '%s', '{}', 'p', 'other', 'i');"
        .formatted(at, relation);
  }

  private void refused(TestDatabase database, Reason reason, String detail) throws SQLException {
    RepairOutcome outcome = repairOrders(database);
    assertThat(outcome.status()).isEqualTo(Status.REFUSED);
    assertThat(outcome.reason()).isEqualTo(reason);
    assertThat(outcome.detail()).isEqualTo(detail);
    assertThat(database.query("SELECT to_regclass('orders')")).containsExactly("null");
  }

  private RepairOutcome repairOrders(TestDatabase database) throws SQLException {
    Trial trial = trial(database);
    return trial.run(trial.planTable("public.orders"));
  }

  private Trial trial(TestDatabase database) {
    return new Trial(database, DECLARED).ledger(claim("i-1"));
  }

  private LedgerClaim claim(String incident) {
    Policy policy =
        new Policy(
            List.of(RelationPattern.parse("public.*")),
            List.of(),
            Set.of(),
            budget,
            recreateDisappeared);
    return new LedgerClaim(Trial.name("ops.repairs"), policy, "7@web", incident);
  }
}

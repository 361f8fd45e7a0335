package io.schemamedic.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemamedic.engine.audit.AuditLog;
import io.schemamedic.engine.catalog.CatalogTransaction;
import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.config.RelationPattern;
import io.schemamedic.engine.config.RepairBudget;
import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.diagnosis.Candidates;
import io.schemamedic.engine.driver.ServerErrorReader;
import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.failure.FailureClassifier;
import io.schemamedic.engine.guard.Breaker;
import io.schemamedic.engine.guard.Policy;
import io.schemamedic.engine.incident.IncidentIds;
import io.schemamedic.engine.incident.IncidentLog;
import io.schemamedic.engine.incident.IncidentStore;
import io.schemamedic.engine.metrics.MedicMetrics;
import io.schemamedic.engine.repair.RepairRole;
import io.schemamedic.engine.repair.RepairSessions;
import io.schemamedic.engine.repair.ServiceTarget;
import io.schemamedic.engine.retry.RetryPolicy;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.source.flyway.FlywaySource;
import io.schemamedic.engine.source.folder.DirectoryFolder;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.statement.NamedRelations;
import io.schemamedic.engine.statement.StatementShape;
import io.schemamedic.engine.testing.TestCatalog;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From one gap to its being closed or not, each time on a new database. */
@ExtendWith(TestDatabaseExtension.class)
@NullUnmarked
class RepairTaskIT {
  private final MedicMetrics metrics = MedicMetrics.create("test", 10);
  private final Clock clock = new Clock();
  private final PlanStore plans = new PlanStore(Duration.ofHours(1), clock);
  private final TestDatabase database;
  private final MonitoredDatabase monitored;
  private Mode mode = Mode.REPAIR;
  private KillSwitch killSwitch = new KillSwitch(null);
  private List<RelationPattern> allow = List.of(RelationPattern.parse("public.*"));
  private AuditLog audit = AuditLog.nowhere();
  private RelationName ledger;
  private List<SourceContent> sources = List.of();
  private RepairRole role = new RepairRole(null, null, () -> null);
  private @TempDir Path directory;

  RepairTaskIT(TestDatabase database) {
    this.database = database;
    this.monitored = monitored(database);
  }

  @AfterEach
  void close() {
    monitored.end();
    metrics.close();
  }

  @Test
  void missingTableIsThereAfterwards() throws Exception {
    RepairResult result = run("CREATE TABLE orders (id int)", "SELECT id FROM orders");

    assertThat(result.decision()).isEqualTo(Decision.HEALED);
    assertThat(result.reason()).isEqualTo(Reason.REPAIRED);
    assertThat(result.plan().newTables()).hasSize(1);
    assertThat(database.query("SELECT id FROM orders")).isEmpty();
    assertThat(monitored.memory().breakerState(clock.nanos())).isEqualTo(Breaker.State.CLOSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT phone FROM client", "SELECT total FROM orders"})
  void whatAPendingMigrationRenamesIsNotMadeAnew(String failing) throws Exception {
    String before =
        "CREATE TABLE customer (id int, name text); CREATE TABLE orders (id int, sum int);";
    String rename =
        "ALTER TABLE customer RENAME TO client; ALTER TABLE client ADD COLUMN phone text;"
            + "ALTER TABLE orders RENAME COLUMN sum TO total;"
            + "ALTER TABLE orders ALTER COLUMN total TYPE numeric;";
    Files.writeString(directory.resolve("V1__all.sql"), before);
    Files.writeString(directory.resolve("V2__rename.sql"), rename);
    sources = List.of(FlywaySource.read("dir", List.of(new DirectoryFolder(directory.toString()))));
    allow = List.of(RelationPattern.parse("public.client"), RelationPattern.parse("public.orders"));
    database.execute(
        before,
        "CREATE TABLE flyway_schema_history (installed_rank int, version varchar,"
            + " script varchar, type varchar, success boolean)",
        "INSERT INTO flyway_schema_history VALUES (1, '1', 'V1__all.sql', 'SQL', true)");

    RepairResult result = run(before + rename, failing);

    assertThat(result.reason()).isEqualTo(Reason.LIKELY_RENAME);
    assertThat(result.detail()).startsWith("V2__rename.sql renames public.");
  }

  @Test
  void whatIsThereByNowIsPresent() throws Exception {
    String declared = "CREATE TABLE orders (id int, note text)";
    database.execute("CREATE TABLE orders (id int)");
    Gap gap = gap(declared, "SELECT note FROM orders");
    database.execute("ALTER TABLE orders ADD COLUMN note text");

    RepairResult result = run(declared, gap);

    assertThat(result.reason()).isEqualTo(Reason.ALREADY_PRESENT);
    assertThat(result.present().name()).hasToString("public.orders");
  }

  @Test
  void proposeModePlansAndChangesNothing() throws Exception {
    mode = Mode.PROPOSE;

    RepairResult result = run("CREATE TABLE orders (id int)", "SELECT id FROM orders");

    assertThat(result.decision()).isEqualTo(Decision.PROPOSED);
    assertThat(plans.all()).hasSize(1);
    assertThat(database.query("SELECT to_regclass('orders')")).containsExactly("null");
  }

  @Test
  void guardRefusesBeforeAnythingIsTried() throws Exception {
    allow = List.of();

    RepairResult result = run("CREATE TABLE orders (id int)", "SELECT id FROM orders");

    assertThat(result.decision()).isEqualTo(Decision.REFUSED);
    assertThat(result.reason()).isEqualTo(Reason.NOT_ALLOWED);
    assertThat(plans.all()).isEmpty();
  }

  @Test
  void repairThatCannotBeRecordedDoesNotRun() throws Exception {
    File notAFile = Files.createDirectory(directory.resolve("audit")).toFile();
    audit = AuditLog.to(notAFile, "test", "test");

    RepairResult result = run("CREATE TABLE orders (id int)", "SELECT id FROM orders");

    assertThat(result.reason()).isEqualTo(Reason.AUDIT_UNAVAILABLE);
    assertThat(database.query("SELECT to_regclass('orders')")).containsExactly("null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE PUBLICATION p FOR TABLE orders           | published",
        "ALTER TABLE orders ENABLE ROW LEVEL SECURITY    | row_security",
        "CREATE TABLE heir () INHERITS (orders)          | inheritance",
        "ALTER TABLE orders ADD COLUMN remark text       | likely_rename",
      })
  void whatTheGuardWouldRefuseIsSeenAlsoIfItHappensAfterTheGuard(String meanwhile, String reason)
      throws Exception {
    database.execute("CREATE TABLE orders (id int)");
    // The entry in the audit log is written between the guard and the repair.
    audit = AuditLog.to(fileThatIsOpenedAfter(meanwhile), "test", "test");

    RepairResult result = run("CREATE TABLE orders (id int, note text)", "SELECT note FROM orders");

    assertThat(result.reason().code()).isEqualTo(reason);
    assertThat(columns()).doesNotContain("note");
  }

  @Test
  void repairThatEndsWithAnErrorOfOursIsRecordedAsThat() throws Exception {
    Path file = directory.resolve("audit.jsonl");
    audit = AuditLog.to(file.toFile(), "test", "7@web");
    killSwitch =
        new KillSwitch(
            new File("stop") {
              @Override
              public Path toPath() {
                throw new AssertionError("ours");
              }
            });

    assertThatThrownBy(() -> run("CREATE TABLE orders (id int)", "SELECT id FROM orders"))
        .hasRootCauseMessage("ours");

    assertThat(Files.readAllLines(file))
        .last()
        .asString()
        .contains("\"event\":\"outcome\"", "\"reason\":\"agent_error\"");
    assertThat(database.query("SELECT to_regclass('orders')")).containsExactly("null");
  }

  @Test
  void entriesBeforeAndAfterSayWhoAndWhat() throws Exception {
    Path file = directory.resolve("audit.jsonl");
    audit = AuditLog.to(file.toFile(), "test", "7@web");

    RepairResult result =
        run(
            "CREATE TABLE orders (id int, note text)",
            "INSERT INTO orders (note) VALUES ('sëcret')");

    List<String> entries = Files.readAllLines(file);
    assertThat(entries).hasSize(2);
    assertThat(entries.get(0)).contains("\"event\":\"decision\"", "\"reason\":\"allowed\"");
    assertThat(entries.get(1)).contains("\"event\":\"outcome\"", "\"reason\":\"repaired\"");
    assertThat(entries)
        .allSatisfy(
            entry ->
                assertThat(entry)
                    .contains(
                        "\"time\":\"2",
                        "\"process\":\"7@web\"",
                        "\"role\":\"postgres\"",
                        "\"relation\":\"public.orders\"",
                        "\"statementFingerprint\":\"",
                        "\"planFingerprint\":\"" + result.plan().fingerprint(),
                        "\"catalogFingerprint\":\"" + result.plan().catalogFingerprint(),
                        "\"ddl\":[\"CREATE TABLE public.orders")
                    .doesNotContain("sëcret"));
  }

  @Test
  void tableThatChangesBeforeEveryRepairIsGivenUp() throws Exception {
    database.execute("CREATE TABLE orders (id int)");
    AtomicInteger changes = new AtomicInteger();
    File file =
        new File(directory.toFile(), "audit.jsonl") {
          @Override
          public String getPath() {
            int change = changes.incrementAndGet();
            database.execute("ALTER TABLE orders ADD COLUMN more_%d int".formatted(change));
            return super.getPath();
          }
        };
    audit = AuditLog.to(file, "test", "test");

    RepairResult result = run("CREATE TABLE orders (id int, note text)", "SELECT note FROM orders");

    assertThat(result.reason()).isEqualTo(Reason.STALE_PLAN);
    assertThat(Files.readAllLines(directory.resolve("audit.jsonl"))).hasSize(10);
    assertThat(columns()).doesNotContain("note");
  }

  private File fileThatIsOpenedAfter(String sql) {
    AtomicBoolean done = new AtomicBoolean();
    return new File(directory.toFile(), "audit.jsonl") {
      @Override
      public boolean exists() {
        if (done.compareAndSet(false, true)) {
          database.execute(sql);
        }
        return super.exists();
      }
    };
  }

  @Test
  void siblingWithAComputedDefaultDoesNotKeepTheNamedColumnFromBeingAdded() throws Exception {
    database.execute("CREATE TABLE orders (id int)");

    RepairResult result =
        run(
            "CREATE TABLE orders (id int, note text, made_at timestamptz DEFAULT now())",
            "SELECT note FROM orders");

    assertThat(result.reason()).isEqualTo(Reason.REPAIRED);
    assertThat(columns()).containsExactly("id", "note");
  }

  @Test
  void computedDefaultNeedsTheExactName() throws Exception {
    database.execute("CREATE TABLE orders (id int)");
    String declared = "CREATE TABLE orders (id int, made_at timestamptz DEFAULT now())";

    RepairResult result = run(declared, "SELECT made_at FROM orders");
    assertThat(result.reason()).isEqualTo(Reason.HAZARD_REFUSED);
    assertThat(result.detail()).isEqualTo("computed_default public.orders.made_at");
    assertThat(columns()).containsExactly("id");

    allow = List.of(RelationPattern.parse("public.orders"));
    assertThat(run(declared, "SELECT made_at FROM orders").reason()).isEqualTo(Reason.REPAIRED);
  }

  @Test
  void freezeOpensTheBreakerAtOnce() throws Exception {
    database.execute(
        "CREATE FUNCTION on_ddl() RETURNS event_trigger LANGUAGE plpgsql"
            + " AS 'BEGIN RAISE ''frozen''; END'",
        "CREATE EVENT TRIGGER on_ddl ON ddl_command_start WHEN TAG IN ('CREATE TABLE')"
            + " EXECUTE FUNCTION on_ddl()");
    String declared = "CREATE TABLE orders (id int)";

    assertThat(run(declared, "SELECT id FROM orders").reason()).isEqualTo(Reason.DDL_FORBIDDEN);
    assertThat(run(declared, "SELECT id FROM orders").reason()).isEqualTo(Reason.BREAKER_OPEN);
  }

  @Test
  void siblingThatWouldRewriteDoesNotKeepTheNamedColumnFromBeingAdded() throws Exception {
    database.execute("CREATE TABLE orders (id int)");

    RepairResult result =
        run(
            "CREATE TABLE orders (id int, note text, external uuid DEFAULT gen_random_uuid())",
            "SELECT note FROM orders");

    assertThat(result.reason()).isEqualTo(Reason.REPAIRED);
    assertThat(database.query("SELECT * FROM orders")).isEmpty();
    assertThat(columns()).containsExactly("id", "note");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/full", "/proc/no/such/directory", "/proc/audit.jsonl"})
  void repairThatTheDiskDoesNotTakeDoesNotRun(String path) throws Exception {
    audit = AuditLog.to(new File(path), "test", "test");

    RepairResult result = run("CREATE TABLE orders (id int)", "SELECT id FROM orders");

    assertThat(result.reason()).isEqualTo(Reason.AUDIT_UNAVAILABLE);
    assertThat(database.query("SELECT to_regclass('orders')")).containsExactly("null");
    assertThat(monitored.memory().breakerState(clock.nanos())).isEqualTo(Breaker.State.CLOSED);
  }

  @Test
  void siblingOfAMissingTypeDoesNotKeepTheNamedColumnFromBeingAdded() throws Exception {
    database.execute("CREATE TABLE orders (id int)");

    RepairResult result =
        run("CREATE TABLE orders (id int, note text, mood moods)", "SELECT note FROM orders");

    assertThat(result.reason()).isEqualTo(Reason.REPAIRED);
    assertThat(columns()).containsExactly("id", "note");
  }

  @Test
  void siblingThatLooksRenamedDoesNotKeepTheNamedColumnFromBeingAdded() throws Exception {
    database.execute("CREATE TABLE orders (id int, undeclared int)");

    RepairResult result =
        run("CREATE TABLE orders (id int, note text, size int)", "SELECT note FROM orders");

    assertThat(result.reason()).isEqualTo(Reason.REPAIRED);
    assertThat(columns()).containsExactly("id", "undeclared", "note");
  }

  @Test
  void namedColumnThatLooksRenamedIsRefused() throws Exception {
    database.execute("CREATE TABLE orders (id int, remark text)");

    RepairResult result =
        run("CREATE TABLE orders (id int, note text, size int)", "SELECT note FROM orders");

    assertThat(result.reason()).isEqualTo(Reason.LIKELY_RENAME);
    assertThat(columns()).containsExactly("id", "remark");
  }

  @Test
  void columnThatWasRenamedSinceItWasSeenIsRefusedWhateverItsOwnerAllows() throws Exception {
    String declared = "CREATE TABLE orders (id int, note text, size int)";
    allow = List.of(RelationPattern.parse("public.orders"));
    database.execute("CREATE TABLE orders (id int, note text, size int)");
    saw("public.orders");
    database.execute("ALTER TABLE orders RENAME note TO remark");
    saw("public.orders");

    RepairResult result = run(declared, "SELECT note FROM orders");

    assertThat(result.reason()).isEqualTo(Reason.LIKELY_RENAME);
    assertThat(result.detail()).isEqualTo("public.orders.note is now remark");
    assertThat(columns()).containsExactly("id", "remark", "size");
  }

  @Test
  void siblingThatWasRenamedSinceItWasSeenIsLeftAlone() throws Exception {
    String declared = "CREATE TABLE orders (id int, note text, size int)";
    allow = List.of(RelationPattern.parse("public.orders"));
    database.execute("CREATE TABLE orders (id int, note text)");
    saw("public.orders");
    database.execute("ALTER TABLE orders RENAME note TO remark");

    RepairResult result = run(declared, "SELECT size FROM orders");

    assertThat(result.reason()).isEqualTo(Reason.REPAIRED);
    assertThat(columns()).containsExactly("id", "remark", "size");
  }

  @Test
  void tableThatWasRenamedSinceItWasSeenIsRefusedWhateverItsOwnerAllows() throws Exception {
    allow = List.of(RelationPattern.parse("public.orders"));
    database.execute("CREATE TABLE orders (id int)");
    saw("public.orders");
    database.execute("ALTER TABLE orders RENAME TO archive");

    RepairResult result = run("CREATE TABLE orders (id int)", "SELECT id FROM orders");

    assertThat(result.reason()).isEqualTo(Reason.LIKELY_RENAME);
    assertThat(result.detail()).isEqualTo("public.orders is now public.archive");
  }

  @Test
  void tableOfTheSameMakeUnderAnotherNameIsRefused() throws Exception {
    String declared = "CREATE TABLE orders (id int, note varchar(20), at timestamptz)";
    database.execute(
        "CREATE TABLE archive (id int, at timestamptz, note varchar(20), more int)",
        "CREATE TABLE other (id int, at timestamptz)");

    RepairResult result = run(declared, "SELECT id FROM orders");

    assertThat(result.reason()).isEqualTo(Reason.LIKELY_RENAME);
    assertThat(result.detail()).isEqualTo("public.archive");
  }

  @Test
  void parentThatSeemsRenamedIsNotCreatedOnTheWay() throws Exception {
    String declared =
        "CREATE TABLE customers (id int PRIMARY KEY, name text, at date);"
            + "CREATE TABLE orders (id int, customer int REFERENCES customers (id))";
    database.execute("CREATE TABLE clients (id int PRIMARY KEY, name text, at date)");

    RepairResult result = run(declared, "SELECT id FROM orders");

    assertThat(result.reason()).isEqualTo(Reason.LIKELY_RENAME);
    assertThat(result.detail()).isEqualTo("public.clients");
    assertThat(database.query("SELECT to_regclass('orders')")).containsExactly("null");
  }

  @Test
  void tableOneEditAwayWithTheDeclaredColumnsIsMeantInstead() throws Exception {
    database.execute("CREATE TABLE oredrs (id bigint)");

    RepairResult result = run("CREATE TABLE orders (id int)", "SELECT id FROM orders");

    assertThat(result.reason()).isEqualTo(Reason.NEAR_MISS);
    assertThat(result.detail()).isEqualTo("public.oredrs");
  }

  @Test
  void ownerWhoNamesTheTableExactlyKnowsWhatIsBesideIt() throws Exception {
    allow = List.of(RelationPattern.parse("public.orders"));
    database.execute("CREATE TABLE oredrs (id int); CREATE TABLE archive (id int)");

    RepairResult result = run("CREATE TABLE orders (id int)", "SELECT id FROM orders");

    assertThat(result.reason()).isEqualTo(Reason.REPAIRED);
  }

  @Test
  void databaseWithOtherTablesAndNoneOfTheDeclaredIsTheWrongOne() throws Exception {
    String declared = "CREATE TABLE a (id int); CREATE TABLE b (id int); CREATE TABLE c (id int)";
    database.execute("CREATE TABLE stranger (name text)");

    RepairResult result = run(declared, "SELECT id FROM a");

    assertThat(result.reason()).isEqualTo(Reason.WRONG_DATABASE);
    assertThat(result.detail()).isEqualTo("none of 3 declared tables is in " + database.name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE repairs (incident text)",
        "CREATE TABLE flyway_schema_history (script text)",
        "CREATE TABLE \"DATABASECHANGELOGLOCK\" (locked boolean)",
        "CREATE TABLE extra (name text); CREATE EXTENSION pgcrypto;"
            + "ALTER EXTENSION pgcrypto ADD TABLE extra"
      })
  void databaseWithTablesOfToolsOnlyIsNotTheWrongOne(String tools) throws Exception {
    ledger = TestCatalog.name("public.repairs");
    mode = Mode.PROPOSE;
    String declared = "CREATE TABLE a (id int); CREATE TABLE b (id int); CREATE TABLE c (id int)";
    database.execute(tools);

    assertThat(run(declared, "SELECT id FROM a").decision()).isEqualTo(Decision.PROPOSED);

    database.execute("CREATE TABLE stranger (name text)");
    assertThat(run(declared, "SELECT id FROM a").reason()).isEqualTo(Reason.WRONG_DATABASE);
    allow = List.of(RelationPattern.parse("public.a"));
    assertThat(run(declared, "SELECT id FROM a").decision()).isEqualTo(Decision.PROPOSED);
  }

  @Test
  void nearMissAmongManyTablesOfTheSameMakeIsSeen() throws Exception {
    database.execute(
        "DO $$ BEGIN FOR i IN 10..69 LOOP EXECUTE format("
            + "'CREATE TABLE a%s (id int, name text, more int)', i); END LOOP; END $$",
        "CREATE TABLE orderz (id int, name text)");

    RepairResult result = run("CREATE TABLE orders (id int, name text)", "SELECT name FROM orders");

    assertThat(result.reason()).isEqualTo(Reason.NEAR_MISS);
    assertThat(result.detail()).isEqualTo("public.orderz");
  }

  @Test
  void sameNameInAnotherSchemaIsAnotherTableToWhomNamesItsSchema() throws Exception {
    allow = List.of(RelationPattern.parse("owned.*"), RelationPattern.parse("owned.messages"));
    String declared =
        "CREATE SCHEMA owned; CREATE TABLE owned.talks (id int PRIMARY KEY);"
            + "CREATE TABLE owned.messages (id int, talk int REFERENCES owned.talks (id))";
    database.execute(
        "CREATE SCHEMA owned; CREATE TABLE messages (id text); CREATE TABLE talks (id text)");

    RepairResult parent = run(declared, "SELECT id FROM owned.messages");
    assertThat(parent.reason()).isEqualTo(Reason.EXISTS_ELSEWHERE);
    assertThat(parent.detail()).startsWith("public.talks,");

    allow = List.of(RelationPattern.parse("owned.messages"), RelationPattern.parse("owned.talks"));
    assertThat(run(declared, "SELECT id FROM owned.messages").reason()).isEqualTo(Reason.REPAIRED);
  }

  @Test
  void emptyDatabaseIsNotTheWrongOne() throws Exception {
    String declared = "CREATE TABLE a (id int); CREATE TABLE b (id int); CREATE TABLE c (id int)";
    database.execute("CREATE SCHEMA other; CREATE TABLE other.stranger (name text)");

    assertThat(run(declared, "SELECT id FROM a").reason()).isEqualTo(Reason.REPAIRED);
  }

  @Test
  void namedColumnThatWouldRewriteIsRefused() throws Exception {
    database.execute("CREATE TABLE orders (id int)");

    RepairResult result =
        run(
            "CREATE TABLE orders (id int, note text, external uuid DEFAULT gen_random_uuid())",
            "SELECT external FROM orders");

    assertThat(result.reason()).isEqualTo(Reason.WOULD_REWRITE);
    assertThat(columns()).containsExactly("id");
  }

  @Test
  void ownerOfABareColumnIsProven() throws Exception {
    database.execute("CREATE TABLE orders (id int); CREATE TABLE items (id int)");

    RepairResult result =
        run(
            "CREATE TABLE orders (id int, note text); CREATE TABLE items (id int, note text)",
            "SELECT i.note FROM orders o JOIN items i USING (id)");

    assertThat(result.reason()).isEqualTo(Reason.REPAIRED);
    assertThat(result.plan().repairedRelations()).hasToString("[public.items]");
    assertThat(columns()).containsExactly("id");
  }

  @Test
  void columnThatEitherTableCouldOwnIsRefused() throws Exception {
    database.execute("CREATE TABLE orders (id int); CREATE TABLE items (id int)");

    RepairResult result =
        run(
            "CREATE TABLE orders (id int, note text); CREATE TABLE items (id int, note text)",
            "SELECT note FROM orders o, items i");

    assertThat(result.reason()).isEqualTo(Reason.AMBIGUOUS_OWNER);
    assertThat(columns()).containsExactly("id");
  }

  @Test
  void whatARepairAddedAndIsGoneIsNotRecreated() throws Exception {
    String declared = "CREATE TABLE orders (id int)";
    run(declared, "SELECT id FROM orders");
    database.execute("DROP TABLE orders");

    assertThat(run(declared, "SELECT id FROM orders").reason()).isEqualTo(Reason.DISAPPEARED);
  }

  @Test
  void failuresInARowOpenTheBreaker() throws Exception {
    String declared = "CREATE TABLE orders (id int, mood moods)";
    for (int i = 0; i < 3; i++) {
      assertThat(run(declared, "SELECT id FROM orders").reason()).isEqualTo(Reason.MISSING_TYPE);
    }

    assertThat(run(declared, "SELECT id FROM orders").reason()).isEqualTo(Reason.BREAKER_OPEN);
  }

  @Test
  void sessionThatCannotBeOpenedIsSaid() throws Exception {
    role = new RepairRole("jdbc:postgresql://127.0.0.1:1/shop", null, () -> null);

    RepairResult result = run("CREATE TABLE orders (id int)", "SELECT id FROM orders");

    assertThat(result.reason()).isEqualTo(Reason.NO_REPAIR_SESSION);
  }

  private void saw(String table) throws SQLException {
    RelationName name = TestCatalog.name(table);
    try (Connection connection = database.connection()) {
      monitored
          .memory()
          .saw(
              CatalogTransaction.read(
                  connection, 5_000, reader -> reader.read(List.of(name), "public")),
              List.of(name));
    }
  }

  private List<String> columns() {
    return database.query(
        "SELECT attname FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attnum > 0"
            + " ORDER BY attnum");
  }

  private RepairResult run(String declared, String sql) throws SQLException {
    return run(declared, gap(declared, sql));
  }

  private RepairResult run(String declared, Gap gap) {
    DeclaredSchema schema = DdlScriptReader.read("test.sql", declared);
    AgentErrors errors = new AgentErrors(metrics, line -> {});
    Records records =
        new Records(
            mode,
            metrics,
            audit,
            IncidentLog.of(java.time.Clock.systemUTC(), line -> {}),
            new IncidentStore(),
            IncidentIds.of(1),
            new RepairRecords(
                mode,
                metrics,
                audit,
                plans,
                new DriftStore(metrics, line -> {}),
                new Drafts(Optional.empty(), WantedSchema.of(schema), errors, clock),
                errors,
                clock),
            errors,
            clock);
    WantedSchema wanted = new WantedSchema(line -> {});
    wanted.start(sources.isEmpty() ? List.of(SourceContent.of("test", schema)) : sources);
    Healing healing =
        new Healing(
            mode,
            wanted,
            new Policy(allow, List.of(), Set.of(), new RepairBudget(10, 3, 30), false),
            new RetryPolicy(false),
            true,
            Duration.ofMillis(300),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            ledger,
            "7@web",
            new RepairSessions(role, 5),
            killSwitch,
            records,
            clock);
    long deadline = clock.nanos() + healing.waitBudget().toNanos();
    return new RepairTask(healing, monitored, gap, deadline).call();
  }

  private Gap gap(String declared, String sql) throws SQLException {
    Failure failure = failure(sql);
    StatementShape shape = StatementShape.of(sql);
    DeclaredSchema schema = DdlScriptReader.read("test.sql", declared);
    Candidates candidates = Candidates.of(failure, NamedRelations.of(shape), schema);
    return new Gap("test-1", failure, shape, schema, candidates, 0, null);
  }

  private Failure failure(String sql) throws SQLException {
    try (Connection connection = database.connection();
        PreparedStatement prepared = connection.prepareStatement(sql)) {
      prepared.getParameterMetaData();
      throw new AssertionError("does not fail: " + sql);
    } catch (SQLException e) {
      return FailureClassifier.classify(
          e.getSQLState(), ServerErrorReader.read(e), StatementShape.of(sql));
    }
  }

  private static MonitoredDatabase monitored(TestDatabase database) {
    return new MonitoredDatabase(
        new ServiceTarget(
            database.url(),
            "postgres",
            new Properties(),
            org.postgresql.Driver.class.getClassLoader()),
        new RecentRepairs(),
        new Clock());
  }
}

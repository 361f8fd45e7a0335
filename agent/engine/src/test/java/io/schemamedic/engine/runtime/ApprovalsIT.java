package io.schemamedic.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.schemamedic.engine.audit.AuditLog;
import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.config.RelationPattern;
import io.schemamedic.engine.config.RepairBudget;
import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.diagnosis.Candidates;
import io.schemamedic.engine.driver.ServerErrorReader;
import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.failure.FailureClassifier;
import io.schemamedic.engine.guard.Policy;
import io.schemamedic.engine.incident.IncidentIds;
import io.schemamedic.engine.incident.IncidentLog;
import io.schemamedic.engine.incident.IncidentStore;
import io.schemamedic.engine.incident.Runbook;
import io.schemamedic.engine.metrics.MedicMetrics;
import io.schemamedic.engine.migration.MigrationDraftWriter;
import io.schemamedic.engine.repair.RepairRole;
import io.schemamedic.engine.repair.RepairSessions;
import io.schemamedic.engine.repair.ServiceTarget;
import io.schemamedic.engine.retry.RetryPolicy;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.statement.NamedRelations;
import io.schemamedic.engine.statement.StatementShape;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan that waits, and what becomes of it when somebody approves it. */
@ExtendWith(TestDatabaseExtension.class)
@NullUnmarked
class ApprovalsIT {
  private static final String DECLARED = "CREATE TABLE orders (id int, note text);";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final MedicMetrics metrics = MedicMetrics.create("test", 10);
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final LaterClock clock = new LaterClock();
  private final PlanStore plans = new PlanStore(Duration.ofMinutes(5), clock);
  private final WantedSchema wanted = new WantedSchema(lines::add);
  private final Databases databases = new Databases(clock);
  private final TestDatabase database;
  private final MonitoredDatabase monitored;
  private final Path auditFile;
  private final Path drafts;
  private Supplier<Path> killSwitchFile;
  private Healing healing;
  private Approvals approvals;

  ApprovalsIT(TestDatabase database, @TempDir Path directory) throws SQLException, IOException {
    this.database = database;
    this.auditFile = directory.resolve("audit.jsonl");
    this.drafts = Files.createDirectory(directory.resolve("drafts"));
    this.killSwitchFile = () -> directory.resolve("stop");
    try (Connection connection = database.connection()) {
      this.monitored = databases.connected(connection, owner());
    }
  }

  @BeforeEach
  void make() {
    declare(DECLARED);
    AgentErrors errors = new AgentErrors(metrics, lines::add);
    AuditLog audit = AuditLog.to(auditFile.toFile(), "test", "7@web");
    Drafts written =
        new Drafts(Optional.of(MigrationDraftWriter.into(drafts.toFile())), wanted, errors, clock);
    Records records =
        new Records(
            Mode.PROPOSE,
            metrics,
            audit,
            IncidentLog.of(java.time.Clock.systemUTC(), lines::add),
            new IncidentStore(),
            IncidentIds.of(1),
            new RepairRecords(
                Mode.PROPOSE,
                metrics,
                audit,
                plans,
                new DriftStore(metrics, lines::add),
                written,
                errors,
                clock),
            errors,
            clock);
    File stop =
        new File("stop") {
          @Override
          public Path toPath() {
            return killSwitchFile.get();
          }
        };
    healing =
        new Healing(
            Mode.PROPOSE,
            wanted,
            new Policy(
                List.of(RelationPattern.parse("public.*")),
                List.of(),
                Set.of(),
                new RepairBudget(1, 1, 1),
                false),
            new RetryPolicy(false),
            true,
            Duration.ofMillis(200),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            null,
            "7@web",
            new RepairSessions(new RepairRole(null, null, () -> null), 5),
            new KillSwitch(stop),
            records,
            clock);
    approvals = new Approvals(healing, plans, databases, new Runbook(), lines::add);
  }

  @AfterEach
  void close() {
    databases.end(() -> {});
    metrics.close();
  }

  @Test
  void approvedPlanRunsAndIsRecordedEverywhere() throws Exception {
    database.execute("CREATE TABLE orders (id int)");
    String id = propose("SELECT note FROM orders");

    Approval approval = approve(id);

    assertThat(approval.outcome()).isEqualTo("repaired");
    assertThat(database.query("SELECT note FROM orders")).isEmpty();
    assertThat(plans.toJson()).contains("\"state\":\"repaired\"", "\"by\":\"cli\"");
    assertThat(metrics.scrape())
        .contains(
            "schema_medic_decisions_total{decision=\"repaired_for_next\",reason=\"repaired\",} 1.0",
            "schema_medic_repairs_total{outcome=\"repaired\",} 1.0");
    assertThat(lines)
        .filteredOn(line -> line.contains("approved plan"))
        .singleElement()
        .asString()
        .contains("ran an approved plan", "by=\"cli\"", "plan=\"" + id, "reason=\"repaired\"");
    assertThat(Files.readAllLines(auditFile))
        .filteredOn(line -> line.contains("\"approvedBy\":\"cli\""))
        .extracting(line -> line.replaceAll(".*\"event\":\"([a-z]+)\".*", "$1"))
        .containsExactly("decision", "outcome", "approval");
    assertThat(healing.records().repairs().unreconciled().count()).isEqualTo(1);
  }

  @Test
  void eachApprovalIsAnEventOfTheRecorder(@TempDir Path directory) throws Exception {
    database.execute("CREATE TABLE orders (id int)");
    Path file = directory.resolve("approvals.jfr");
    try (Recording recording = new Recording()) {
      recording.start();
      String id = propose("SELECT note FROM orders");
      approve(id);
      approve(id);
      approve("0000");
      recording.stop();
      recording.dump(file);
    }

    assertThat(RecordingFile.readAllEvents(file))
        .filteredOn(event -> event.getEventType().getName().equals("io.schemamedic.Decision"))
        .filteredOn(event -> "approval".equals(event.getString("by")))
        .extracting(
            event -> event.getString("decision"),
            event -> event.getString("reason"),
            event -> event.getString("relation"))
        .containsExactlyInAnyOrder(
            tuple("repaired_for_next", "repaired", "public.orders"),
            tuple("refused", "plan_decided", "public.orders"),
            tuple("refused", "plan_unknown", null));
  }

  @Test
  void repairIsInTheHistoryWithItsDraft() throws Exception {
    database.execute("CREATE TABLE orders (id int)");
    String id = propose("SELECT note FROM orders");

    approve(id);

    String draft = drafts.toFile().list()[0];
    assertThat(healing.records().repairs().history().toJson())
        .contains(
            "\"relation\":\"public.orders\",\"columns\":[\"note\"]",
            "\"outcome\":\"repaired\"",
            "\"plan\":\"" + id + "\",\"by\":\"approval\",\"draft\":\"" + draft + "\"",
            "\"reconciled\":false");
  }

  @Test
  void replayedApprovalRunsNothing() throws Exception {
    database.execute("CREATE TABLE orders (id int)");
    String id = propose("SELECT note FROM orders");
    approve(id);
    database.execute("ALTER TABLE orders DROP COLUMN note");

    Approval replay = approve(id);

    assertThat(replay.reason()).isEqualTo(Reason.PLAN_DECIDED);
    assertThat(columns()).containsExactly("id");
  }

  @Test
  void oneOfTwoApprovalsAtOnceRunsIt() throws Exception {
    database.execute("CREATE TABLE orders (id int)");
    String id = propose("SELECT note FROM orders");
    ExecutorService callers = Executors.newFixedThreadPool(2);
    CountDownLatch together = new CountDownLatch(2);
    List<Future<Approval>> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      both.add(
          callers.submit(
              () -> {
                together.countDown();
                together.await();
                return approve(id);
              }));
    }

    assertThat(List.of(both.get(0).get().reason(), both.get(1).get().reason()))
        .containsExactlyInAnyOrder(Reason.REPAIRED, Reason.PLAN_DECIDED);
    assertThat(metrics.scrape()).contains("schema_medic_repairs_total{outcome=\"repaired\",} 1.0");
    callers.shutdown();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE orders ADD COLUMN other text",
        "ALTER TABLE orders ALTER COLUMN id TYPE bigint",
        "DROP TABLE orders; CREATE TABLE orders (id int)",
        "CREATE SCHEMA s; CREATE TABLE s.orders (id int, note text)",
        "ALTER TABLE orders ENABLE ROW LEVEL SECURITY",
        "DROP TABLE orders"
      })
  void planIsDeadOnceTheCatalogIsAnother(String change) throws Exception {
    database.execute("CREATE TABLE orders (id int)");
    String id = propose("SELECT note FROM orders");
    database.execute(change);
    List<String> before = columns();

    assertThat(approve(id).reason()).isEqualTo(Reason.STALE_PLAN);
    assertThat(approve(id).reason()).isEqualTo(Reason.STALE_PLAN);

    assertThat(columns()).isEqualTo(before).doesNotContain("note");
    assertThat(plans.waiting()).isEmpty();
  }

  @Test
  void planIsDeadOnceItIsDeclaredOtherwise() throws Exception {
    database.execute("CREATE TABLE orders (id int)");
    String id = propose("SELECT note FROM orders");
    declare("CREATE TABLE orders (id int, note varchar(20));");

    assertThat(approve(id).reason()).isEqualTo(Reason.STALE_PLAN);

    assertThat(columns()).containsExactly("id");
  }

  @Test
  void whatSomebodyElseHasAddedIsPresent() throws Exception {
    database.execute("CREATE TABLE orders (id int)");
    String id = propose("SELECT note FROM orders");
    database.execute("ALTER TABLE orders ADD COLUMN note text");

    assertThat(approve(id).outcome()).isEqualTo("already_present");

    assertThat(plans.toJson()).contains("\"state\":\"already_present\"");
  }

  @Test
  void tableThatIsThereUnderAnotherNameByNowIsNotMade() throws Exception {
    declare("CREATE TABLE items (id int, price int, label text);");
    String id = propose("SELECT price FROM items");
    database.execute("CREATE TABLE articles (id int, price int, label text)");

    assertThat(approve(id).reason()).isEqualTo(Reason.LIKELY_RENAME);

    assertThat(database.query("SELECT to_regclass('items')")).containsExactly("null");
  }

  @Test
  void planThatNobodyApprovesInTimeIsNotRun() throws Exception {
    database.execute("CREATE TABLE orders (id int)");
    String id = propose("SELECT note FROM orders");
    clock.later = Duration.ofMinutes(5);

    assertThat(approve(id).reason()).isEqualTo(Reason.PLAN_EXPIRED);
    assertThat(columns()).containsExactly("id");

    propose("SELECT note FROM orders");
    assertThat(approve(id).outcome()).isEqualTo("repaired");
  }

  @Test
  void killSwitchStopsAnApprovalAndThePlanWaitsOn() throws Exception {
    database.execute("CREATE TABLE orders (id int)");
    String id = propose("SELECT note FROM orders");
    Supplier<Path> off = killSwitchFile;
    killSwitchFile = () -> Path.of("/");

    Approval stopped = approve(id);
    assertThat(stopped.reason()).isEqualTo(Reason.KILL_SWITCH);
    assertThat(stopped.advice()).contains("waits on, until");
    assertThat(columns()).containsExactly("id");

    killSwitchFile = off;
    assertThat(approve(id).outcome()).isEqualTo("repaired");
  }

  @Test
  void planThatExpiresDuringAnApprovalIsToldSo() throws Exception {
    database.execute("CREATE TABLE orders (id int)");
    String id = propose("SELECT note FROM orders");
    killSwitchFile =
        () -> {
          clock.later = Duration.ofMinutes(5);
          return Path.of("/");
        };

    Approval stopped = approve(id);
    assertThat(stopped.reason()).isEqualTo(Reason.KILL_SWITCH);
    assertThat(stopped.outcome()).isEqualTo("refused");
    assertThat(stopped.advice()).contains("has expired meanwhile").doesNotContain("waits on");
    assertThat(plans.toJson()).contains("\"state\":\"expired\"");
  }

  @Test
  void planWaitsOnIfTheTableWasBusy() throws Exception {
    database.execute("CREATE TABLE orders (id int)");
    String id = propose("SELECT note FROM orders");
    try (Connection busy = database.connection()) {
      busy.setAutoCommit(false);
      busy.createStatement().execute("SELECT id FROM orders");
      Approval late = approve(id);
      assertThat(late.decision()).isEqualTo(Decision.FAILED);
      assertThat(late.reason()).isEqualTo(Reason.LOCK_TIMEOUT);
      busy.rollback();
    }

    assertThat(plans.waiting()).hasSize(1);
    assertThat(approve(id).outcome()).isEqualTo("repaired");
    assertThat(healing.records().repairs().history().toJson())
        .containsPattern("\"repairId\":\"([^\"]+)-2\".*\"repairId\":\"\\1\"");
  }

  @Test
  void budgetHoldsForApprovalsToo() throws Exception {
    declare(DECLARED + "CREATE TABLE items (id int);");
    database.execute("CREATE TABLE orders (id int)");
    String first = propose("SELECT note FROM orders");
    String second = propose("SELECT id FROM items");

    assertThat(approve(first).reason()).isEqualTo(Reason.REPAIRED);
    assertThat(approve(second).reason()).isEqualTo(Reason.BUDGET_SPENT);

    assertThat(database.query("SELECT to_regclass('items')")).containsExactly("null");
    assertThat(plans.waiting()).extracting(KnownPlan::id).containsExactly(second);
  }

  @Test
  void openBreakerHoldsForApprovalsToo() throws Exception {
    database.execute("CREATE TABLE orders (id int)");
    String id = propose("SELECT note FROM orders");
    monitored.memory().tryBegin(new RepairBudget(9, 9, 9), clock.nanos());
    monitored
        .memory()
        .repairFailed(plans.waiting().get(0).plan(), Reason.NO_PRIVILEGE, clock.nanos());

    assertThat(approve(id).reason()).isEqualTo(Reason.BREAKER_OPEN);

    assertThat(columns()).containsExactly("id");
  }

  @Test
  void anotherDatabaseUnderTheSameNameIsLeftAlone(TestDatabase database) throws Exception {
    database.execute("CREATE TABLE orders (id int)");
    String id = propose("SELECT note FROM orders");
    monitored.connectedAgain(
        new ServiceTarget(
            database.url().replaceAll("/[^/?]+(?=[?]|$)", "/postgres"),
            "postgres",
            owner(),
            org.postgresql.Driver.class.getClassLoader()));

    assertThat(approve(id).reason()).isEqualTo(Reason.WRONG_DATABASE);
  }

  @Test
  void nothingRunsWhileADeclaredSourceIsBroken() throws Exception {
    database.execute("CREATE TABLE orders (id int)");
    String id = propose("SELECT note FROM orders");
    wanted.learned(
        SourceContent.of("other", DdlScriptReader.read("b.sql", "CREATE TABLE orders (id text)")));

    assertThat(approve(id).reason()).isEqualTo(Reason.OBSERVE_MODE);

    assertThat(columns()).containsExactly("id");
  }

  @Test
  void nothingRunsWithoutItsLineInTheAudit() throws Exception {
    database.execute("CREATE TABLE orders (id int)");
    String id = propose("SELECT note FROM orders");
    Files.delete(auditFile);
    Files.createDirectory(auditFile);

    assertThat(approve(id).reason()).isEqualTo(Reason.AUDIT_UNAVAILABLE);

    assertThat(columns()).containsExactly("id");
    assertThat(plans.waiting()).hasSize(1);
  }

  @Test
  void planIsStaleWhereAnOldNameIsDeclaredNoMore() throws Exception {
    declare("CREATE TABLE orders (id int, remark text, note text);");
    database.execute("CREATE TABLE orders (id int, remark text)");
    String id = propose("SELECT note FROM orders");
    declare(DECLARED);

    assertThat(approve(id).reason()).isEqualTo(Reason.STALE_PLAN);

    assertThat(columns()).containsExactly("id", "remark");
  }

  @Test
  void whatRanIsToldAsSuchWhateverFailsAfterwards() throws Exception {
    database.execute("CREATE TABLE orders (id int)");
    String id = propose("SELECT note FROM orders");
    Approvals mute =
        new Approvals(
            healing,
            plans,
            databases,
            new Runbook(),
            line -> {
              throw new OutOfMemoryError("log");
            });

    Approval approval = mute.approve(id, true, "cli", PATIENCE);

    assertThat(approval.outcome()).isEqualTo("repaired");
    assertThat(Files.readAllLines(auditFile))
        .last()
        .asString()
        .contains("\"event\":\"approval\"", "\"decision\":\"repaired\"");
    assertThat(metrics.scrape()).contains("schema_medic_agent_errors_total{where=\"record\",} 1.0");
  }

  @Test
  void failureOfTheAgentEndsThePlan() throws Exception {
    database.execute("CREATE TABLE orders (id int)");
    String id = propose("SELECT note FROM orders");
    killSwitchFile =
        () -> {
          throw new StackOverflowError();
        };

    assertThat(approve(id).reason()).isEqualTo(Reason.AGENT_ERROR);

    assertThat(plans.toJson()).contains("\"state\":\"failed\"");
    assertThat(metrics.scrape()).contains("schema_medic_agent_errors_total{where=\"repair\",} 1.0");
  }

  @Test
  void planOfAnApplicationThatIsGoneIsNotRun() throws Exception {
    database.execute("CREATE TABLE orders (id int)");
    String id = propose("SELECT note FROM orders");
    monitored.end();

    assertThat(approve(id).reason()).isEqualTo(Reason.BUSY);

    assertThat(columns()).containsExactly("id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?",
        "'; DROP TABLE orders; --",
        "ALTER TABLE orders ADD COLUMN x int",
        "../.."
      })
  void whatIsNoIdIsUnknown(String id) throws Exception {
    database.execute("CREATE TABLE orders (id int)");
    propose("SELECT note FROM orders");

    Approval approval = approve(id);

    assertThat(approval.reason()).isEqualTo(Reason.PLAN_UNKNOWN);
    assertThat(lines).last().asString().contains("plan_unknown").doesNotContain("TABLE");
    assertThat(columns()).containsExactly("id");
  }

  private static Properties owner() {
    Properties properties = new Properties();
    properties.setProperty("user", "postgres");
    return properties;
  }

  private Approval approve(String id) {
    return approvals.approve(id, true, "cli", PATIENCE);
  }

  private void declare(String script) {
    SourceContent content = SourceContent.of("a", DdlScriptReader.read("a.sql", script));
    if (wanted.contents().isEmpty()) {
      wanted.start(List.of(content));
    } else {
      wanted.learned(content);
    }
  }

  /** A call fails, and its plan waits under the id that is returned. */
  private String propose(String sql) throws SQLException {
    StatementShape shape = StatementShape.of(sql);
    Failure failure = failure(sql);
    Candidates candidates = Candidates.of(failure, NamedRelations.of(shape), healing.declared());
    Gap gap = new Gap("test-1", failure, shape, healing.declared(), candidates, 0, null);
    long deadline = clock.nanos() + healing.waitBudget().toNanos();
    RepairResult result = new RepairTask(healing, monitored, gap, deadline).call();
    assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.PROPOSE_MODE);
    return plans.waiting().get(0).id();
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

  private List<String> columns() {
    return database.query(
        "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass('public.orders')"
            + " AND attnum > 0 AND NOT attisdropped ORDER BY attnum");
  }

  /** The calendar may be set forward; distances stay what they are. */
  private static final class LaterClock extends Clock {
    private volatile Duration later = Duration.ZERO;

    @Override
    Instant now() {
      return super.now().plus(later);
    }
  }
}

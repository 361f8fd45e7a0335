package io.schemamedic.dist.load;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.load.DisturbedCalls.Call;
import io.schemamedic.dist.load.DisturbedCalls.Ended;
import io.schemamedic.dist.program.WaitingService.Form;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What ends the waiting of a call while somebody has the table open. Budget and lock timeout are 5
 * s, so that what ends earlier ends for another reason. One service for all; each test has a table
 * and a parent of its own.
 */
class WaitingIT {
  private static final long BEFORE_THE_BUDGET_MILLIS = 3_500;
  private static final String COLUMN_MISSING = "42703";
  private static final String TABLE_MISSING = "42P01";
  private static final List<String> NAMES =
      List.of(
          "timeout",
          "millis",
          "cancelled",
          "close",
          "disconnect",
          "abort",
          "plain",
          "interrupted",
          "batch",
          "transaction",
          "child",
          "shared",
          "middle");

  private static @Nullable TestDatabase database;
  private static @Nullable DisturbedCalls service;
  private static @Nullable AgentSetup agent;

  @BeforeAll
  static void startService(@TempDir Path records) throws IOException {
    TestDatabase fresh = TestPostgres.instance().newDatabase();
    StringBuilder declared = new StringBuilder("CREATE TABLE parent (id int PRIMARY KEY);\n");
    declared
        .append("CREATE TABLE wide (a1 int, a2 int, a3 int, a4 int, a5 int,")
        .append(" a6 int, a7 int, a8 int, a9 int);\n")
        .append("CREATE TABLE steps (id int, b1 int, b2 int, b3 int);\n");
    fresh.execute("CREATE TABLE wide ()", "CREATE TABLE steps (id int)");
    fresh.execute("CREATE TABLE parent (id int PRIMARY KEY)", "INSERT INTO parent VALUES (1)");
    for (String name : NAMES) {
      declared.append(
          """
          CREATE TABLE t_%1$s (id int, added int, later int REFERENCES parent);
          CREATE TABLE new_%1$s (id int REFERENCES parent);
          """
              .formatted(name));
      fresh.execute("CREATE TABLE t_" + name + " (id int)");
    }
    Path script = Files.writeString(records.resolve("tables.sql"), declared);
    agent =
        AgentSetup.repairing(
            records,
            "file:" + script,
            "repair.scope=statement",
            "repair.wait-budget=5s",
            "repair.lock-timeout=5s",
            "repair.max-per-hour=100",
            "repair.max-per-object=100",
            "repair.max-per-process=100");
    database = fresh;
    service = DisturbedCalls.start(agent.jvm(), fresh.url());
  }

  @AfterAll
  static void stopService() {
    service().close();
    database().close();
  }

  private static TestDatabase database() {
    return requireNonNull(database);
  }

  private static DisturbedCalls service() {
    return requireNonNull(service);
  }

  private static String insert(String name) {
    return "INSERT INTO t_" + name + " (id, added) VALUES (1, 1)";
  }

  private static Blocker reading(String name) throws SQLException {
    return Blocker.reading(database().url(), "t_" + name);
  }

  private static long decisions(String decision, String reason) {
    return requireNonNull(agent)
        .metric(
            "schema_medic_decisions_total",
            "decision=\"" + decision + "\",reason=\"" + reason + "\"");
  }

  private static String columns(String table) {
    return database()
        .query("SELECT count(*) FROM information_schema.columns WHERE table_name = '" + table + "'")
        .get(0);
  }

  @Test
  void queryTimeoutEndsTheWaitAndTheRepairGoesOn() throws SQLException {
    long before = decisions("failed", "query_timeout");
    Ended ended;
    try (Blocker blocker = reading("timeout")) {
      Call call = service().begin(Form.PLAIN, 1_000, insert("timeout"));
      blocker.awaitRepair();
      ended = call.ended();
    }

    assertThat(ended.end()).isEqualTo(COLUMN_MISSING);
    assertThat(ended.millis()).isBetween(1_000L, BEFORE_THE_BUDGET_MILLIS);
    assertThat(decisions("failed", "query_timeout")).isEqualTo(before + 1);
    assertThat(Eventually.is("2", () -> columns("t_timeout"))).isEqualTo("2");
  }

  @Test
  void queryTimeoutInMillisecondsCountsAsSuch() throws SQLException {
    Ended ended;
    try (Blocker blocker = reading("millis")) {
      Call call = service().begin(Form.PLAIN, 300, insert("millis"));
      ended = call.ended();
      blocker.awaitRepair();
    }

    assertThat(ended.end()).isEqualTo(COLUMN_MISSING);
    assertThat(ended.millis()).isBetween(300L, 950L);
  }

  @Test
  void cancelEndsTheWaitOfItsStatementAndOfNoOther() throws SQLException {
    long before = decisions("failed", "cancelled");
    Call call;
    Call other;
    Ended cancelled;
    try (Blocker blocker = reading("cancelled")) {
      call = service().begin(insert("cancelled"));
      other = service().begin(insert("cancelled"));
      blocker.awaitRepair();
      call.disturb("cancel");
      cancelled = call.ended();
    }

    assertThat(cancelled.end()).isEqualTo(COLUMN_MISSING);
    assertThat(cancelled.millis()).isLessThan(BEFORE_THE_BUDGET_MILLIS);
    assertThat(call.next()).isEqualTo("ok");
    assertThat(other.ended().end()).isEqualTo("ok");
    assertThat(decisions("failed", "cancelled")).isEqualTo(before + 1);
    assertThat(database().query("SELECT count(*) FROM t_cancelled")).containsExactly("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "disconnect", "abort"})
  void closingEndsTheWaitAndNothingIsRepeated(String how) throws SQLException {
    long before = decisions("failed", "cancelled");
    Ended ended;
    try (Blocker blocker = reading(how)) {
      Call call = service().begin(insert(how));
      blocker.awaitRepair();
      call.disturb(how);
      ended = call.ended();
    }

    assertThat(ended.end()).isEqualTo(COLUMN_MISSING);
    assertThat(ended.millis()).isLessThan(BEFORE_THE_BUDGET_MILLIS);
    assertThat(decisions("failed", "cancelled")).isEqualTo(before + 1);
    assertThat(Eventually.is("2", () -> columns("t_" + how))).isEqualTo("2");
    assertThat(database().query("SELECT count(*) FROM t_" + how)).containsExactly("0");
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void interruptEndsTheWaitAndStaysSet(Form form) throws SQLException {
    String name = form.name().toLowerCase(Locale.ROOT);
    long before = decisions("failed", "interrupted");
    String sql =
        form == Form.BATCH ? "INSERT INTO t_batch (id, added) VALUES (1, ?)" : insert(name);
    Call call;
    Ended ended;
    try (Blocker blocker = reading(name)) {
      call = service().begin(form, 0, sql);
      blocker.awaitRepair();
      call.disturb("interrupt");
      ended = call.ended();
    }

    assertThat(ended.end()).isEqualTo(COLUMN_MISSING);
    assertThat(ended.interrupted()).isTrue();
    assertThat(ended.millis()).isLessThan(BEFORE_THE_BUDGET_MILLIS);
    // As without the agent: the transaction has failed, and its owner has to end it.
    assertThat(call.next()).isEqualTo(form == Form.TRANSACTION ? "25P02" : "ok");
    assertThat(decisions("failed", "interrupted")).isEqualTo(before + 1);
  }

  @Test
  void interruptEndsTheWaitForANewTable() throws SQLException {
    Ended ended;
    try (Blocker blocker = Blocker.using(database().url(), "INSERT INTO parent VALUES (1000)")) {
      Call call = service().begin("INSERT INTO new_child (id) VALUES (1)");
      blocker.awaitRepair();
      call.disturb("interrupt");
      ended = call.ended();
    }

    assertThat(ended.end()).isEqualTo(TABLE_MISSING);
    assertThat(ended.interrupted()).isTrue();
    assertThat(ended.millis()).isLessThan(BEFORE_THE_BUDGET_MILLIS);
  }

  @Test
  void eachOfThoseWhoShareARepairHasItsOwnTime() throws SQLException {
    long delays = delays();
    Call hasty;
    Call slower;
    Call patient;
    Ended first;
    Ended second;
    try (Blocker blocker = reading("shared")) {
      hasty = service().begin(Form.PLAIN, 400, insert("shared"));
      slower = service().begin(Form.PLAIN, 1_400, insert("shared"));
      patient = service().begin(Form.PLAIN, 0, insert("shared"));
      blocker.awaitRepair();
      first = hasty.ended();
      second = slower.ended();
    }
    Ended last = patient.ended();

    assertThat(List.of(first.end(), second.end(), last.end()))
        .containsExactly(COLUMN_MISSING, COLUMN_MISSING, "ok");
    assertThat(first.millis()).isBetween(400L, 1_300L);
    assertThat(second.millis()).isBetween(1_400L, BEFORE_THE_BUDGET_MILLIS);
    assertThat(last.millis()).isGreaterThan(1_000L);
    assertThat(delays() - delays).isEqualTo(3);
    assertThat(database().query("SELECT count(*) FROM t_shared")).containsExactly("1");
  }

  private static long delays() {
    return (long)
        requireNonNull(agent).metrics().stream()
            .filter(line -> line.startsWith("schema_medic_call_delay_seconds_count "))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
  }

  /** One more than a call may be repeated; each is added, and the caller has its exception. */
  @Test
  void callThatLacksTooMuchGetsItsFirstException() {
    String nine = "a1, a2, a3, a4, a5, a6, a7, a8, a9";
    Ended ended =
        service().begin("INSERT INTO wide (" + nine + ") VALUES (1,2,3,4,5,6,7,8,9)").ended();

    assertThat(ended.end()).isEqualTo(COLUMN_MISSING);
    assertThat(ended.message()).contains("\"a1\"");
    assertThat(columns("wide")).isEqualTo("8");
    assertThat(decisions("failed", "retry_failed")).isEqualTo(1);
    assertThat(
            service().begin("INSERT INTO wide (" + nine + ") VALUES (1,2,3,4,5,6,7,8,9)").ended())
        .extracting(Ended::end)
        .isEqualTo("ok");
  }

  @Test
  void callThatLacksSeveralThingsIsHealedStepByStep() {
    Call call =
        service()
            .begin(
                Form.TRANSACTION,
                0,
                "INSERT INTO steps (id, b1, b2) VALUES (1, 2, 3) RETURNING b3");

    assertThat(call.ended().end()).isEqualTo("ok");
    assertThat(columns("steps")).isEqualTo("4");
  }

  @Test
  void timeThatEndsBetweenTwoGapsGivesTheFirstExceptionAndKeepsWhatIsThere() throws SQLException {
    Ended ended;
    try (Blocker blocker = Blocker.using(database().url(), "INSERT INTO parent VALUES (2000)")) {
      Call call =
          service()
              .begin(Form.PLAIN, 1_500, "INSERT INTO t_middle (id, added, later) VALUES (1, 1, 1)");
      blocker.awaitRepair();
      ended = call.ended();
      assertThat(columns("t_middle")).isEqualTo("2");
    }

    assertThat(ended.end()).isEqualTo(COLUMN_MISSING);
    assertThat(ended.message()).contains("\"added\"").doesNotContain("later");
    assertThat(ended.millis()).isBetween(1_500L, BEFORE_THE_BUDGET_MILLIS);
    assertThat(Eventually.is("3", () -> columns("t_middle"))).isEqualTo("3");
    assertThat(database().query("SELECT count(*) FROM t_middle")).containsExactly("0");
  }
}

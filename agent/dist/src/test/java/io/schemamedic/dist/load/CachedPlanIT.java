package io.schemamedic.dist.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.ServiceProcess;
import io.schemamedic.dist.program.CachedPlan;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an added column does to others who have a plan of the table, on a pool. */
@NullUnmarked
class CachedPlanIT {
  private static final String HEALS = "INSERT INTO note (id, added) VALUES (0, 'x')";
  private static final String ALL = "SELECT * FROM note";

  private static final int TABLES = 30;

  private static int tests;
  private static String note = "";
  private static TestDatabase database;
  private static AgentSetup agent;
  private static ServiceProcess service;

  @BeforeAll
  static void start(@TempDir Path records) throws IOException {
    database = TestPostgres.instance().newDatabase();
    Path declared =
        Files.writeString(
            records.resolve("n.sql"),
            IntStream.rangeClosed(1, TABLES)
                .mapToObj(i -> "CREATE TABLE note_" + i + " (id int, added text, last text);")
                .collect(Collectors.joining("\n", "", "CREATE TABLE secret (id int);")));
    agent =
        AgentSetup.repairing(
            records,
            "file:" + declared,
            "deny=public.secret",
            "retry.savepoint=true",
            "repair.wait-budget=5s",
            "repair.disappeared=repair",
            "repair.max-per-hour=1000");
    service = ServiceProcess.start(agent.jvm(), CachedPlan.class, database.url());
    run("query", "", "SELECT 1", "SELECT 1");
    assertThat(
            Eventually.is(
                true,
                () -> service.errorLines().stream().anyMatch(line -> line.contains("are served"))))
        .isTrue();
  }

  @AfterAll
  static void end() {
    service.close();
    database.close();
  }

  /** A table of its own for each test: the agent takes its answers for good for a moment. */
  @BeforeEach
  void withoutTheColumn() {
    note = "note_" + ++tests;
    database.execute(
        "DROP TABLE IF EXISTS secret, other",
        "CREATE TABLE " + note + " (id int, last text)",
        "INSERT INTO " + note + " VALUES (1), (2)",
        "CREATE TABLE secret (id int)",
        "CREATE TABLE other (id int)");
  }

  private static String run(String form, String parameters, String sql, String change) {
    return run(form, parameters, sql, change, "");
  }

  private static String run(
      String form, String parameters, String sql, String change, String before) {
    service.send(
        String.join("\t", form, parameters, sql, change, before).replaceAll("\\bnote\\b", note));
    return service.line();
  }

  /** The agent's answers so far. */
  private static long decisions(String labels) {
    return agent.metric("schema_medic_decisions_total", labels);
  }

  @ParameterizedTest
  @CsvSource({
    "query, SELECT * FROM note, ok 3 kept",
    "query, INSERT INTO note (id) VALUES (3) RETURNING *, ok 1 kept",
    "query, SELECT * FROM note n JOIN other ON false, ok 0 kept",
    "query, SELECT * FROM note WHERE id = 1, ok 1 kept",
    "keys, INSERT INTO note (id) VALUES (3), ok 1 kept",
    "batch-keys, INSERT INTO note (id) VALUES (3), ok 2 kept",
  })
  void firstStatementIsRepeatedAndThePoolKeepsItsConnection(
      String form, String sql, String expected) {
    long healed = decisions("decision=\"healed\",reason=\"cached_plan\"");
    long repeated = agent.metric("schema_medic_retries_total", "reason=\"cached_plan\"");
    long errors = agent.metric("schema_medic_agent_errors_total", "");

    assertThat(run(form, "", sql, HEALS)).isEqualTo(expected);

    assertThat(decisions("decision=\"healed\",reason=\"cached_plan\"")).isEqualTo(healed + 1);
    assertThat(agent.metric("schema_medic_retries_total", "reason=\"cached_plan\""))
        .isEqualTo(repeated + 1);
    assertThat(agent.metric("schema_medic_agent_errors_total", "")).isEqualTo(errors);
  }

  /** With the new column they may mean something else, and the rows that go are other ones. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM note NATURAL JOIN other",
        "SELECT * FROM note WHERE NOT EXISTS (SELECT 1 FROM other WHERE other.id = note.id)",
        "DELETE FROM note WHERE id IN (SELECT id FROM other) RETURNING *",
      })
  void queriesWithinAndNaturalJoinsAreNotRepeated(String sql) {
    long refused = decisions("decision=\"refused\",reason=\"predicate\"");

    assertThat(run("query", "", sql, HEALS)).isEqualTo("0A000 lost");

    assertThat(decisions("decision=\"refused\",reason=\"predicate\"")).isEqualTo(refused + 1);
  }

  @Test
  void whatABatchHasWrittenIsThereOnce() {
    run("batch-keys", "", "INSERT INTO note (id) VALUES (3)", HEALS);

    // Three times two.
    assertThat(database.query("SELECT count(*) FROM " + note + " WHERE id = 3"))
        .containsExactly("6");
  }

  @Test
  void repairOfSomebodyElseIsFollowedAsWell() {
    assertThat(run("query", "", ALL, "ALTER TABLE note ADD COLUMN added text"))
        .isEqualTo("ok 2 kept");
  }

  @Test
  void repetitionOfAHealedCallMayNeedANewPlan() {
    // The dropped column comes back as the last one: first it is missing, then the plan is stale.
    database.execute("ALTER TABLE " + note + " DROP last, ADD added text, ADD last text");
    long repaired = agent.metric("schema_medic_repairs_total", "outcome=\"repaired\"");

    assertThat(run("query", "", "SELECT added, * FROM note", "ALTER TABLE note DROP COLUMN added"))
        .isEqualTo("ok 2 kept");
    assertThat(agent.metric("schema_medic_repairs_total", "outcome=\"repaired\""))
        .isEqualTo(repaired + 1);
  }

  @Test
  void laterStatementFailsAsWithoutTheAgent() {
    long refused = decisions("decision=\"refused\",reason=\"later_in_transaction\"");

    assertThat(run("query", "", ALL, HEALS, "SELECT 1")).isEqualTo("0A000 lost");
    assertThat(decisions("decision=\"refused\",reason=\"later_in_transaction\""))
        .isEqualTo(refused + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"other", "secret"})
  void changeOfATableThatIsNotOursFailsAsWithoutTheAgent(String table) {
    long refused = decisions("decision=\"refused\",reason=\"not_repairable_kind\"");

    assertThat(
            run(
                "query",
                "",
                "SELECT * FROM " + table,
                "ALTER TABLE " + table + " ADD COLUMN c int"))
        .isEqualTo("0A000 lost");
    assertThat(decisions("decision=\"refused\",reason=\"not_repairable_kind\""))
        .isEqualTo(refused + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"always", "conservative"})
  void driverThatKeepsSavepointsNeedsNoHelp(String autosave) {
    long failures = agent.metric("schema_medic_failures_total", "kind=\"cached_plan\"");

    assertThat(run("query", "&autosave=" + autosave, ALL, HEALS, "SELECT 1"))
        .isEqualTo("ok 3 kept");
    assertThat(agent.metric("schema_medic_failures_total", "kind=\"cached_plan\""))
        .isEqualTo(failures);
  }

  @Test
  void incidentSaysThatOnlyThePlanWasStale() {
    run("query", "", ALL, HEALS);

    assertThat(service.errorLines())
        .anyMatch(
            line ->
                line.contains("healed a failing call")
                    && line.contains("reason=\"cached_plan\"")
                    && line.contains("relation=\"public." + note + "\"")
                    && line.contains("sqlState=\"0A000\""));
  }
}

package io.schemamedic.dist.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.ServiceProcess;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** pgjdbc with other insides than any that the agent was made for. */
class ChangedDriverIT {
  private static final String DECISIONS = "schema_medic_decisions_total";

  @TempDir private Path directory = Path.of("");
  private String declared = "";
  private final TestDatabase database = TestPostgres.instance().newDatabase();

  @BeforeEach
  void declare() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("declared.sql"),
            """
            CREATE TABLE note (id int, text text);
            CREATE TABLE before (id int);
            CREATE TABLE after (id int);
            """);
    declared = "file:" + file;
  }

  @AfterEach
  void drop() {
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "getTransactionState, BaseConnection.getTransactionState()",
    "getNativeSql, Query.getNativeSql()",
    "getValues, ParameterList.getValues()"
  })
  void callersSeeTheSameAndEachFailureIsCounted(String method, String missing) throws IOException {
    Path driver = withoutMethod(method);
    ServiceRun without = ServiceRun.of(new ForkedJvm(Jdk.current()), driver, database.url());
    AgentSetup agent = AgentSetup.repairing(directory, declared, "mode=observe");

    ServiceRun with =
        ServiceRun.of(agent.jvm(), driver, database.url(), run -> assertCounted(run, agent));

    assertThat(with.out()).isEqualTo(without.out());
    assertThat(with.err())
        .filteredOn(line -> line.contains("This version of pgjdbc has no"))
        .singleElement()
        .asString()
        .contains(" " + missing + ". ");
    assertThat(with.err()).noneMatch(line -> line.contains(FailingService.SECRET));
  }

  private static void assertCounted(ServiceRun run, AgentSetup agent) {
    String failures = "schema_medic_failures_total";
    long all = run.failures("table") + run.failures("column");
    assertThat(run.failures("table")).isGreaterThan(100);
    assertThat(agent.metric(failures, "kind=\"undefined_table\"")).isEqualTo(run.failures("table"));
    assertThat(agent.metric(failures, "kind=\"undefined_column\""))
        .isEqualTo(run.failures("column"));
    assertThat(agent.metric(DECISIONS, "")).isEqualTo(all);
    // All that were prepared, the threads' among them, and the batches.
    assertThat(agent.metric(DECISIONS, "reason=\"strict_driver\"")).isEqualTo(105);
    assertThat(agent.metric("schema_medic_agent_errors_total", "")).isZero();
  }

  @Test
  void whatIsMissingIsRepairedForTheNextCallAndNoCallIsRepeated() throws IOException {
    Path driver = withoutMethod("getTransactionState");
    AgentSetup agent = AgentSetup.repairing(directory, declared);

    List<String> seen = halfWoven(agent, driver, "org.postgresql.jdbc.PgStatement", 2, 0);

    assertThat(seen).containsExactly("before 42P01", "after 42P01", "after 1");
    assertThat(database.query("SELECT count(*) FROM after")).containsExactly("1");
  }

  @Test
  void classThatCannotBeWovenEndsTheRepetitionOfAllCalls() throws IOException {
    String xaConnection = "org.postgresql.xa.PGXAConnection";
    Path driver =
        ChangedDriver.withUntypedField(
            ServiceRun.driver("unlisted.jar"),
            xaConnection,
            "conn",
            directory.resolve("changed.jar"));
    AgentSetup agent = AgentSetup.repairing(directory, declared);

    List<String> seen = halfWoven(agent, driver, xaConnection, 1, 1);

    assertThat(seen).containsExactly("before 1", "after 42P01", "after 1");
  }

  /** What the service prints, with so many calls repaired for the next and so many healed. */
  private List<String> halfWoven(
      AgentSetup agent, Path driver, String className, int repairedForNext, int healed) {
    try (ServiceProcess service =
        ServiceProcess.start(
            agent.jvm().withFirstOnClassPath(driver),
            HalfWovenService.class,
            database.url(),
            className)) {
      List<String> seen = service.linesUntil(FailingService.READY);
      assertThat(agent.metric(DECISIONS, "decision=\"healed\"")).isEqualTo(healed);
      assertThat(
              agent.metric(
                  DECISIONS, "decision=\"repaired_for_next\",reason=\"unknown_transaction_state\""))
          .isEqualTo(repairedForNext);
      return seen;
    }
  }

  private Path withoutMethod(String method) throws IOException {
    return ChangedDriver.withoutMethod(
        ServiceRun.driver("unlisted.jar"), method, directory.resolve("changed.jar"));
  }
}

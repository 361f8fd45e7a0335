package io.schemamedic.dist.scenario;

import static io.schemamedic.dist.program.Step.autoCommit;
import static io.schemamedic.dist.program.Step.connect;
import static io.schemamedic.dist.program.Step.entryPoint;
import static io.schemamedic.dist.program.Step.execute;
import static io.schemamedic.dist.program.Step.isolation;
import static io.schemamedic.dist.program.Step.prepared;
import static io.schemamedic.dist.program.Step.preparedBatch;
import static io.schemamedic.dist.program.Step.query;
import static io.schemamedic.dist.program.Step.rollback;
import static io.schemamedic.dist.program.Step.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.ShippedJar;
import io.schemamedic.dist.program.Step;
import io.schemamedic.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The agent is attached to a service that has connected long before. What the service sees is
 * compared with a service without an agent, for which somebody mends the database by hand.
 */
@NullUnmarked
class AttachedIT {
  private static final String NOTE = "CREATE TABLE note (id int, text text);";
  private static final String TAG = "CREATE TABLE tag (id serial PRIMARY KEY, text text);";
  private static final String ADD_TEXT = "ALTER TABLE note ADD COLUMN text text";

  /** How the session looks from inside, and whether there is one of the agent's. */
  private static final Step[] LOOK = {
    query(
        "SELECT name, setting, source FROM pg_settings"
            + " WHERE source = 'session' AND name NOT LIKE 'transaction%' ORDER BY name"),
    query(
        "SELECT statement FROM pg_prepared_statements"
            + " WHERE statement ~ 'pg_catalog|SAVEPOINT|^(BEGIN|COMMIT|ROLLBACK|SET LOCAL)'"
            + " AND statement !~ 'pg_prepared'"),
    query(
        "SELECT locktype, mode FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'advisory'"),
    query("SELECT relname FROM pg_class WHERE relpersistence = 't'"),
    query(
        "SELECT count(*) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND application_name = 'schema-medic'"),
    query("SHOW transaction_isolation"),
    query("SELECT current_user, session_user"),
  };

  private @TempDir Path directory;
  private TestDatabase database;
  private TestDatabase byHand;
  private RunningService service;

  @BeforeEach
  void start() {
    database = withNote();
    byHand = withNote();
    service =
        RunningService.start(
            new ForkedJvm(Jdk.current())
                .with("-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading"));
  }

  @AfterEach
  void end() {
    service.close();
    database.close();
    byHand.close();
  }

  private static TestDatabase withNote() {
    TestDatabase database = ScenarioServer.newest().newDatabase();
    database.execute(
        "SET ROLE " + Roles.OWNER + "; CREATE TABLE note (id int); INSERT INTO note VALUES (1)");
    return database;
  }

  @Test
  void columnIsHealedInAutocommitAndTheSessionIsAsByHand() throws Exception {
    service.run(connectTo(database));
    special(service);
    attach("mode=repair");

    expectAsByHand(
        ADD_TEXT,
        plus(
            LOOK,
            prepared("INSERT INTO note (text) VALUES (?)", "a"),
            preparedBatch("INSERT INTO note (text) VALUES (?)", "b", "c"),
            query("SELECT id, text FROM note")));

    decided("healed/repaired");
  }

  @Test
  void tableIsHealedInAutocommitAndTheSessionIsAsByHand() throws Exception {
    service.run(connectTo(database));
    special(service);
    attach("mode=repair");

    expectAsByHand(
        TAG, plus(LOOK, update("INSERT INTO tag (text) VALUES ('a')"), query("TABLE tag")));

    decided("healed/repaired");
  }

  @Test
  void callInATransactionIsRefusedAndTheNextOneInAutocommitIsHealed() throws Exception {
    service.run(connectTo(database));
    attach("mode=repair");

    expectAsByHand(
        "SELECT 1",
        autoCommit(false),
        update("INSERT INTO note (text) VALUES ('a')"),
        query("SELECT 1"),
        rollback(),
        query("SELECT id FROM note"),
        update("INSERT INTO note (text) VALUES ('a')"),
        rollback(),
        autoCommit(true));
    expectAsByHand(ADD_TEXT, update("INSERT INTO note (text) VALUES ('a')"));

    assertThat(service.metrics().decisionsSince(Metrics.parse("")))
        .isEqualTo(Map.of("refused/no_repair_session", 2, "healed/repaired", 1));
  }

  @Test
  void proposeModeReadsOverTheCallersConnectionAndChangesNothing() throws Exception {
    service.run(connectTo(database));
    attach("mode=propose");

    expectAsByHand("SELECT 1", plus(LOOK, update("INSERT INTO note (text) VALUES ('a')")));

    decided("proposed/propose_mode");
  }

  @Test
  void sessionWithSettingsThatCouldChangeTheRepairIsRefused() throws Exception {
    service.run(connectTo(database));
    attach("mode=repair");

    expectAsByHand(
        "SELECT 1",
        plus(
            LOOK,
            execute("SET transform_null_equals = on"),
            update("INSERT INTO note (text) VALUES ('a')")));

    decided("refused/no_repair_session");
    assertThat(service.lastError()).contains("its session has its own transform_null_equals");
  }

  @Test
  void roleThatIsConfiguredWholeIsPreferred() throws Exception {
    byHand.execute("GRANT ALL ON note TO " + Roles.USER);
    database.execute("GRANT ALL ON note TO " + Roles.USER);
    service.run(connect(database.jdbcUrl(Roles.USER)));
    attach(
        "mode=repair;repair.user="
            + Roles.OWNER
            + ";repair.url="
            + "jdbc:postgresql://127.0.0.1:"
            + database.port()
            + "/"
            + database.name());

    String answer = service.run(update("INSERT INTO note (text) VALUES ('a')"));

    assertThat(answer).isEqualTo("updated 1");
    decided("healed/repaired");
  }

  @Test
  void transactionManagersConnectionFromBeforeIsKnownByItsNextBranch() throws Exception {
    service.run(connectTo(database));
    service.run(entryPoint("open a PGXADataSource", "note"));
    attach("mode=repair");
    // Without a connection that is opened now, nothing is repaired for a call in a transaction.
    service.run(entryPoint("PGSimpleDataSource", "note"));

    String answer = service.run(entryPoint("in a branch of the open one", "tag"));
    String next = service.run(entryPoint("in a branch of the open one", "tag"));

    assertThat(answer).contains("42P01").endsWith(" rolled back");
    assertThat(next).startsWith("1,").endsWith(" committed");
    decided("repaired_for_next/xa");
  }

  private static Step connectTo(TestDatabase database) {
    return connect(database.jdbcUrl(Roles.OWNER) + "&prepareThreshold=1");
  }

  /** What a service may have done with its session before. */
  private static void special(RunningService service) {
    service.run(execute("SET statement_timeout = '30s'"));
    service.run(execute("SET search_path = public"));
    service.run(execute("CREATE TEMPORARY TABLE mine (id int)"));
    service.run(execute("SELECT pg_advisory_lock(1)"));
    service.run(isolation(Connection.TRANSACTION_REPEATABLE_READ));
  }

  private void attach(String settings) throws IOException {
    Path declared = Files.writeString(directory.resolve("declared.sql"), NOTE + TAG);
    String answer =
        service.run(
            Step.attach(
                ShippedJar.file().getPath(),
                settings + ";allow=public.*;http.port=0;declared=file:" + declared));
    assertThat(answer).isEqualTo("done");
    RunningService other = RunningService.withoutAgent();
    other.run(connectTo(byHand));
    if (service.run(query("SELECT count(*) FROM pg_class WHERE relname = 'mine'")).contains("1")) {
      special(other);
    }
  }

  /** The same steps with the agent, and without it after the DDL. */
  private void expectAsByHand(String ddl, Step... steps) {
    RunningService other = RunningService.withoutAgent();
    byHand.execute("SET ROLE " + Roles.OWNER + "; " + ddl);
    List<String> expected = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (Step step : steps) {
      expected.add(step + " -> " + other.run(step));
      seen.add(step + " -> " + service.run(step));
    }
    assertThat(seen).isEqualTo(expected);
  }

  /** The steps, and after them the look. */
  private static Step[] plus(Step[] look, Step... steps) {
    List<Step> all = new ArrayList<>(List.of(steps));
    all.addAll(List.of(look));
    return all.toArray(new Step[0]);
  }

  private void decided(String decision) {
    assertThat(service.metrics().decisionsSince(Metrics.parse("")))
        .as(service::lastError)
        .isEqualTo(Map.of(decision, 1));
  }
}

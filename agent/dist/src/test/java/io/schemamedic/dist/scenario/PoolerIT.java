package io.schemamedic.dist.scenario;

import static io.schemamedic.dist.program.Step.autoCommit;
import static io.schemamedic.dist.program.Step.connect;
import static io.schemamedic.dist.program.Step.prepared;
import static io.schemamedic.dist.program.Step.preparedBatch;
import static io.schemamedic.dist.program.Step.query;
import static io.schemamedic.dist.program.Step.rollback;
import static io.schemamedic.dist.program.Step.savepoint;
import static io.schemamedic.dist.program.Step.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.PgBouncer;
import io.schemamedic.dist.program.Step;
import io.schemamedic.engine.testing.LoggedStatement;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A service that reaches its server through PgBouncer in transaction mode, as its agent does. */
@ExtendWith(TestDatabaseExtension.class)
class PoolerIT {
  private static final int SESSIONS = 3;
  private static final String DECLARED =
      """
      CREATE TABLE parent (id int PRIMARY KEY, text text, label text);
      CREATE TABLE other (id int PRIMARY KEY, label text);
      CREATE TABLE child (id int PRIMARY KEY, parent int REFERENCES parent);
      CREATE TABLE moment (id int, label text, taken_at timestamptz DEFAULT clock_timestamp());
      """;
  private static final String[] GIVEN = {
    "CREATE TABLE parent (id int PRIMARY KEY)",
    "CREATE TABLE other (id int PRIMARY KEY)",
    "CREATE TABLE moment (id int)"
  };

  private static PgBouncer pooler;
  private static PgBouncer poolOfOne;
  private static RunningService repairing;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    int server = TestPostgres.instance().port();
    pooler = PgBouncer.start(Files.createDirectory(directory.resolve("few")), server, SESSIONS);
    poolOfOne = PgBouncer.start(Files.createDirectory(directory.resolve("one")), server, 1);
    Path declared = Files.writeString(directory.resolve("declared.sql"), DECLARED);
    repairing =
        RunningService.withAgent(
            "mode=repair;allow=public.*;repair.max-per-hour=100;check.on-connect=off;declared=file:"
                + declared);
  }

  @AfterAll
  static void stop() {
    repairing.close();
    pooler.close();
    poolOfOne.close();
  }

  /** The agent's metrics, once the service has a connection there. */
  private static Metrics connected(String url) {
    repairing.run(connect(url + "&ApplicationName=service"));
    return repairing.metrics();
  }

  private static List<String> run(Step... steps) {
    return List.of(steps).stream().map(repairing::run).toList();
  }

  @Test
  void repairsLeaveNothingInTheServersSessions(TestDatabase database) throws SQLException {
    database.execute(GIVEN);
    database.logStatements();
    SortedMap<Integer, String> before = PooledSessions.read(pooler, database, SESSIONS);
    Metrics metrics = connected(pooler.url(database.name()));

    List<String> answers =
        run(
            prepared("INSERT INTO parent (id, text) VALUES (?, ?)", "1", "a"),
            preparedBatch("INSERT INTO child (id, parent) VALUES (?, 1)", "1", "2"),
            query("SELECT id FROM other WHERE label IS NULL AND id IN (SELECT id FROM moment)"),
            query("SELECT taken_at FROM moment"));

    assertThat(repairing.metrics().decisionsSince(metrics))
        .isEqualTo(
            Map.of(
                "healed/repaired",
                2,
                "repaired_for_next/predicate",
                1,
                "refused/would_rewrite",
                1));
    assertThat(answers.subList(0, 2))
        .containsExactly("updated 1", "updated [1, 1]\nonce more: updated []");
    assertThat(answers.subList(2, 4)).allMatch(answer -> answer.contains("SQLSTATE 42703"));
    assertThat(repairing.metrics().agentErrorsSince(metrics)).isEmpty();
    assertThat(PooledSessions.read(pooler, database, SESSIONS)).isEqualTo(before);
    assertThat(database.serverLog())
        .filteredOn(logged -> logged.application().equals("schema-medic"))
        .isNotEmpty()
        .extracting(LoggedStatement::pid)
        .isSubsetOf(before.keySet());
  }

  @Test
  void callersOwnLockIsMetAsAnyOthers(TestDatabase database) {
    database.execute(GIVEN);
    Metrics metrics = connected(pooler.url(database.name()));

    List<String> answers =
        run(
            autoCommit(false),
            query("SELECT id FROM parent"),
            savepoint(),
            update("UPDATE parent SET text = 'a'"),
            rollback());

    assertThat(answers.get(3)).contains("SQLSTATE 42703");
    assertThat(repairing.metrics().decisionsSince(metrics))
        .isEqualTo(Map.of("failed/lock_timeout", 1));
    assertThat(run(autoCommit(true), query("SELECT id FROM parent")).get(1)).isEqualTo("rows id");
  }

  @Test
  void severalHostsCannotBeTold(TestDatabase database) {
    database.execute(GIVEN);
    String url = pooler.url(database.name());
    String host = url.substring(url.indexOf("//") + 2, url.indexOf('/', url.indexOf("//") + 2));
    Metrics metrics = connected(url.replace(host, host + "," + host));

    List<String> answers = run(query("SELECT text FROM parent"));

    assertThat(answers.get(0)).contains("SQLSTATE 42703");
    assertThat(repairing.metrics().decisionsSince(metrics))
        .isEqualTo(Map.of("refused/wrong_database", 1));
  }

  @Test
  void oneSessionOfTheServerSufficesInAutocommit(TestDatabase database) {
    database.execute(GIVEN);
    Metrics metrics = connected(poolOfOne.url(database.name()));

    List<String> answers = run(prepared("INSERT INTO parent (id, text) VALUES (?, ?)", "1", "a"));

    assertThat(answers).containsExactly("updated 1");
    assertThat(repairing.metrics().decisionsSince(metrics)).isEqualTo(Map.of("healed/repaired", 1));
  }

  /** The failed transaction keeps the session for which the repair waits. */
  @Test
  void oneSessionOfTheServerDoesNotSufficeInATransaction(TestDatabase database) {
    database.execute(GIVEN);
    Metrics metrics = connected(poolOfOne.url(database.name()));

    List<String> answers =
        run(autoCommit(false), query("SELECT text FROM parent"), rollback(), autoCommit(true));

    assertThat(answers.get(1)).contains("SQLSTATE 42703");
    assertThat(repairing.metrics().decisionsSince(metrics))
        .isEqualTo(Map.of("failed/wait_budget_spent", 1));
    assertThat(run(query("SELECT id FROM parent"))).containsExactly("rows id");
  }
}

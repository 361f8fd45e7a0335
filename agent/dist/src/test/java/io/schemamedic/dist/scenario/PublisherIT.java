package io.schemamedic.dist.scenario;

import static io.schemamedic.dist.program.Step.connect;
import static io.schemamedic.dist.program.Step.prepared;
import static io.schemamedic.dist.program.Step.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.OwnServer;
import io.schemamedic.dist.program.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A service on a publisher with a real subscriber, and one on the subscriber. A column that the
 * subscriber lacks would end its apply worker with the first row.
 */
class PublisherIT {
  private static final String NOTE = "CREATE TABLE note (id int PRIMARY KEY)";
  private static final Step MISSING_COLUMN =
      prepared("INSERT INTO note (id, text) VALUES (?, ?)", "2", "a");
  private static final Step MISSING_TABLE = query("SELECT id FROM tag");

  private static OwnServer publisher;
  private static OwnServer subscriber;
  private static RunningService repairing;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    publisher = OwnServer.start(directory.resolve("publisher"), "wal_level=logical");
    // Each subscription has a worker, and at first one more for each table.
    subscriber =
        OwnServer.start(
            directory.resolve("subscriber"),
            "max_logical_replication_workers=20",
            "max_worker_processes=30");
    Path declared =
        Files.writeString(
            directory.resolve("declared.sql"),
            "CREATE TABLE note (id int PRIMARY KEY, text text); CREATE TABLE tag (id int);");
    repairing = RunningService.withAgent("mode=repair;allow=public.*;declared=file:" + declared);
  }

  @AfterAll
  static void stop() {
    repairing.close();
    subscriber.close();
    publisher.close();
  }

  private static void subscribe(String database, String clause) {
    for (OwnServer server : List.of(publisher, subscriber)) {
      server.execute("CREATE DATABASE " + database);
      server.executeIn(database, NOTE);
    }
    publisher.executeIn(
        database, "CREATE PUBLICATION " + database + " " + clause, "INSERT INTO note VALUES (1)");
    subscriber.executeIn(
        database,
        "CREATE SUBSCRIPTION %1$s CONNECTION 'host=127.0.0.1 port=%2$d dbname=%1$s user=postgres' PUBLICATION %1$s"
            .formatted(database, publisher.port()));
    repairing.await(() -> arrived(database).equals("1"));
  }

  private static String arrived(String database) {
    return subscriber.valueIn(database, "SELECT string_agg(id::text, ' ' ORDER BY id) FROM note");
  }

  private static String applyWorker(String database) {
    return subscriber.valueIn(
        database,
        "SELECT s.pid || ' ' || w.apply_error_count || ' ' || w.sync_error_count"
            + " FROM pg_stat_subscription s JOIN pg_stat_subscription_stats w USING (subid)"
            + " WHERE s.subname = current_database() AND s.pid IS NOT NULL AND s.relid IS NULL");
  }

  private static List<String> answers(RunningService service, String url, Step... steps) {
    service.run(connect(url));
    return Stream.of(steps).map(service::run).toList();
  }

  /** With the agent as without it, and refused each time. */
  private static void assertRefused(String url, Step... steps) {
    repairing.run(connect(url));
    Metrics before = repairing.metrics();

    List<String> with = answers(repairing, url, steps);

    assertThat(with).isEqualTo(answers(RunningService.withoutAgent(), url, steps));
    assertThat(repairing.metrics().decisionsSince(before))
        .isEqualTo(Map.of("refused/published", steps.length));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "by_table,  FOR TABLE note",
    "by_all,    FOR ALL TABLES",
    "by_schema, FOR TABLES IN SCHEMA public"
  })
  void refusedAndTheSubscriberGoesOn(String database, String clause) {
    subscribe(database, clause);
    String worker = applyWorker(database);

    assertRefused(publisher.url(database), MISSING_COLUMN, MISSING_TABLE);
    // The publisher's rows fill this one: a column that is added here, nobody writes.
    assertRefused(subscriber.url(database), MISSING_COLUMN);
    publisher.executeIn(database, "INSERT INTO note VALUES (3)");

    repairing.await(() -> arrived(database).equals("1 3"));
    assertThat(applyWorker(database)).isEqualTo(worker).endsWith(" 0 0");
  }
}

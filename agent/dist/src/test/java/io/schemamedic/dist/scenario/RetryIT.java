package io.schemamedic.dist.scenario;

import static io.schemamedic.dist.program.Step.autoCommit;
import static io.schemamedic.dist.program.Step.call;
import static io.schemamedic.dist.program.Step.commit;
import static io.schemamedic.dist.program.Step.connect;
import static io.schemamedic.dist.program.Step.execute;
import static io.schemamedic.dist.program.Step.prepared;
import static io.schemamedic.dist.program.Step.preparedBatch;
import static io.schemamedic.dist.program.Step.preparedWithStream;
import static io.schemamedic.dist.program.Step.query;
import static io.schemamedic.dist.program.Step.readOnly;
import static io.schemamedic.dist.program.Step.rollback;
import static io.schemamedic.dist.program.Step.statementBatch;
import static io.schemamedic.dist.program.Step.update;

import io.schemamedic.dist.program.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which calls are repeated once the gap is closed, and which are not. */
class RetryIT {
  private static final String DECLARED =
      """
      CREATE TABLE note (id int, text text, mood text DEFAULT 'calm');
      CREATE TABLE tag (id int PRIMARY KEY, name text);
      CREATE TABLE pair (id int, a int, b int);
      CREATE TABLE blob (data bytea);
      CREATE TABLE other (id int);
      """;

  private static final String NOTE = "CREATE TABLE note (id int)";
  private static final String REST_OF_NOTE =
      "ALTER TABLE note ADD COLUMN text text, ADD COLUMN mood text DEFAULT 'calm'";
  private static final String TAG = "CREATE TABLE tag (id int PRIMARY KEY, name text)";

  private static RunningService repairing;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    Path declared = Files.writeString(directory.resolve("declared.sql"), DECLARED);
    repairing =
        RunningService.withAgent(
            "mode=repair;allow=public.*;check.on-connect=off;declared=file:" + declared);
  }

  @AfterAll
  static void end() {
    repairing.close();
  }

  private static Scenario columnIsMissing(String name) {
    return Scenario.of(name).given(NOTE, "INSERT INTO note VALUES (1), (2)").byHand(REST_OF_NOTE);
  }

  static List<Scenario> healed() {
    return List.of(
        columnIsMissing("column that is read")
            .calls(query("SELECT id, mood FROM note ORDER BY id")),
        columnIsMissing("column of an alias").calls(prepared("SELECT n.mood FROM note n")),
        columnIsMissing("column that is written").calls(update("UPDATE note SET text = 'a'")),
        columnIsMissing("column that is returned")
            .calls(prepared("INSERT INTO note (id) VALUES (?) RETURNING mood", "3")),
        columnIsMissing("in a read-only transaction")
            .calls(autoCommit(false), readOnly(true), query("SELECT text FROM note"), commit()),
        columnIsMissing("on the simple protocol")
            .calls(connect("&preferQueryMode=simple"))
            .calls(prepared("INSERT INTO note (id, text) VALUES (?, ?)", "3", "a")),
        Scenario.of("table that is read").byHand(TAG).calls(prepared("SELECT name FROM tag")),
        Scenario.of("table that is written, with a conflict clause")
            .byHand(TAG)
            .calls(prepared("INSERT INTO tag VALUES (?, ?) ON CONFLICT (id) DO NOTHING", "1", "a")),
        Scenario.of("batch")
            .byHand(TAG)
            .calls(preparedBatch("INSERT INTO tag (id) VALUES (?)", "1", "2", "3")),
        Scenario.of("batch that the driver rewrites")
            .byHand(TAG)
            .calls(connect("&reWriteBatchedInserts=true"))
            .calls(preparedBatch("INSERT INTO tag (id) VALUES (?)", "1", "2", "3", "4", "5")),
        Scenario.of("position behind letters of two units")
            .byHand(TAG)
            .calls(query("SELECT '\uD83D\uDE00 \uD83D\uDE00' AS face, /* {d} ? */ name FROM tag")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void healed(Scenario scenario) {
    new Comparison(repairing).verify(scenario.decides("healed", "repaired"));
  }

  private static Scenario notRepeated(String name, String reason, Step step, String byHand) {
    return Scenario.of(name + ": " + reason)
        .given("CREATE TABLE other (id int)", "INSERT INTO other VALUES (1), (2)")
        .calls(step)
        .byHand(byHand)
        .calls(step, query("SELECT * FROM other"))
        .decides("repaired_for_next", reason);
  }

  private static Scenario predicate(String name, String sql, String byHand) {
    return notRepeated(name, "predicate", execute(sql), byHand);
  }

  private static Scenario noteColumn(String name, String sql) {
    return predicate(name, sql, REST_OF_NOTE).given(NOTE, "INSERT INTO note VALUES (1), (2)");
  }

  static List<Scenario> repairedForTheNextCall() {
    return List.of(
        noteColumn("WHERE", "SELECT id FROM note WHERE text IS NULL"),
        noteColumn("UPDATE WHERE", "UPDATE note SET id = 3 WHERE text IS NULL"),
        noteColumn("DELETE WHERE", "DELETE FROM note WHERE mood = 'calm'"),
        noteColumn("ORDER BY", "SELECT id FROM note ORDER BY text, id LIMIT 1"),
        noteColumn("GROUP BY", "SELECT count(*) FROM note GROUP BY mood"),
        noteColumn("aggregate", "SELECT max(mood) FROM note"),
        predicate("DELETE", "DELETE FROM tag", TAG),
        predicate("NOT IN", "DELETE FROM other WHERE id NOT IN (SELECT id FROM tag)", TAG),
        predicate("JOIN", "SELECT o.id FROM other o JOIN tag t ON t.id = o.id", TAG),
        predicate("LEFT JOIN", "SELECT o.id, t.name FROM other o LEFT JOIN tag t USING (id)", TAG),
        predicate("EXISTS", "SELECT id FROM other WHERE EXISTS (SELECT FROM tag)", TAG),
        predicate("count", "SELECT count(*) FROM tag", TAG),
        predicate(
                "one column read, another one asked for",
                "SELECT a FROM pair WHERE b = 1",
                "ALTER TABLE pair ADD COLUMN a int, ADD COLUMN b int")
            .given("CREATE TABLE pair (id int)"),
        notRepeated(
            "several statements",
            "several_statements",
            execute("INSERT INTO tag VALUES (1); UPDATE other SET id = 3"),
            TAG),
        notRepeated(
            "batch of statements, the first of which fails",
            "statement_batch",
            statementBatch("INSERT INTO tag VALUES (1)", "INSERT INTO other VALUES (3)"),
            TAG),
        notRepeated(
            "batch of statements, the last of which fails",
            "statement_batch",
            statementBatch("INSERT INTO other VALUES (3)", "INSERT INTO tag VALUES (1)"),
            TAG),
        notRepeated("callable", "callable", call("INSERT INTO tag VALUES (?)", "1"), TAG),
        notRepeated(
            "stream",
            "stream_parameter",
            preparedWithStream("INSERT INTO blob VALUES (?)", "abc"),
            "CREATE TABLE blob (data bytea)"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void repairedForTheNextCall(Scenario scenario) {
    new Comparison(repairing).verify(scenario);
  }

  /** The repeated call fails as well: the caller gets the first exception, the addition stays. */
  static List<Scenario> failsOtherwiseWhenRepeated() {
    Step insert = prepared("INSERT INTO note (id, text) VALUES (?, ?)", "1", "a");
    return List.of(
        Scenario.of("duplicate key")
            .given("CREATE TABLE note (id int PRIMARY KEY)", "INSERT INTO note VALUES (1)")
            .calls(insert)
            .byHand(REST_OF_NOTE)
            .calls(insert),
        Scenario.of("duplicate key in a transaction")
            .given("CREATE TABLE note (id int PRIMARY KEY)", "INSERT INTO note VALUES (1)")
            .calls(autoCommit(false), insert)
            .byHand(REST_OF_NOTE)
            .calls(rollback(), insert, rollback()),
        Scenario.of("batch with a duplicate key")
            .calls(preparedBatch("INSERT INTO tag (id) VALUES (?)", "1", "2", "2"))
            .byHand(TAG)
            .calls(preparedBatch("INSERT INTO tag (id) VALUES (?)", "1", "2")),
        Scenario.of("in a read-only transaction")
            .given(NOTE)
            .calls(autoCommit(false), readOnly(true), insert)
            .byHand(REST_OF_NOTE)
            .calls(rollback(), insert, rollback()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void failsOtherwiseWhenRepeated(Scenario scenario) {
    new Comparison(repairing).verify(scenario.decides("failed", "retry_failed"));
  }

  /**
   * In autocommit the driver sends a long batch in parts, and each part commits. Here a trigger
   * turns the session away from its table in the second part.
   */
  @Test
  void batchOfWhichAPartIsCommittedIsNotRepeated() {
    String[] ids = IntStream.rangeClosed(1, 400).mapToObj(Integer::toString).toArray(String[]::new);
    new Comparison(repairing)
        .verify(
            Scenario.of("batch in parts")
                .given(
                    TAG,
                    "CREATE SCHEMA empty",
                    "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + " IF NEW.id = 390 THEN"
                        + " PERFORM set_config('search_path', 'empty', false); END IF;"
                        + " RETURN NEW; END $$",
                    "CREATE TRIGGER t BEFORE INSERT ON tag FOR EACH ROW EXECUTE FUNCTION f()")
                .calls(preparedBatch("INSERT INTO tag (id) VALUES (?)", ids))
                .calls(query("SELECT count(*) FROM tag"))
                .decides("repaired_for_next", "batch_partly_applied"));
  }
}

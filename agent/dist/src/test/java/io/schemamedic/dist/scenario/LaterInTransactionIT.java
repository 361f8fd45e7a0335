package io.schemamedic.dist.scenario;

import static io.schemamedic.dist.program.Step.autoCommit;
import static io.schemamedic.dist.program.Step.commit;
import static io.schemamedic.dist.program.Step.connect;
import static io.schemamedic.dist.program.Step.execute;
import static io.schemamedic.dist.program.Step.isolation;
import static io.schemamedic.dist.program.Step.prepared;
import static io.schemamedic.dist.program.Step.preparedBatch;
import static io.schemamedic.dist.program.Step.query;
import static io.schemamedic.dist.program.Step.rollback;
import static io.schemamedic.dist.program.Step.rollbackToSavepoint;
import static io.schemamedic.dist.program.Step.savepoint;
import static io.schemamedic.dist.program.Step.schema;
import static io.schemamedic.dist.program.Step.update;

import io.schemamedic.dist.program.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A failure in a transaction: healed if the statement is its first; otherwise repaired for the next
 * transaction, and nothing of this one is repeated or committed.
 */
class LaterInTransactionIT {
  private static final String NOTE = "CREATE TABLE note (id int)";
  private static final String TEXT = "ALTER TABLE note ADD COLUMN text text";
  private static final String TAG = "CREATE TABLE tag (id int PRIMARY KEY)";
  private static final String ITEM = "CREATE TABLE app.item (id int)";

  private static final Step INSERT_NOTE = update("INSERT INTO note (id) VALUES (1)");
  private static final Step INSERT_TEXT = prepared("INSERT INTO note (text) VALUES (?)", "a");
  private static final Step INSERT_TAG = update("INSERT INTO tag VALUES (1)");
  private static final Step INSERT_ITEM = update("INSERT INTO item VALUES (1)");
  private static final Step COUNT_NOTES = query("SELECT count(*) FROM note");

  private static RunningService repairing;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    Path declared =
        Files.writeString(
            directory.resolve("declared.sql"),
            String.join(";\n", "CREATE TABLE note (id int, text text)", TAG, ITEM));
    repairing =
        RunningService.withAgent(
            "mode=repair;declared=file:" + declared + ";allow=*.*;check.on-connect=off");
  }

  @AfterAll
  static void end() {
    repairing.close();
  }

  static List<Scenario> healed() {
    return List.of(
        Scenario.of("first statement")
            .byHand(TAG)
            .calls(autoCommit(false), INSERT_TAG, query("SELECT id FROM tag"), commit()),
        Scenario.of("first statement, then rolled back by the service")
            .byHand(TAG)
            .calls(autoCommit(false), INSERT_TAG, rollback(), INSERT_TAG, commit()),
        Scenario.of("first statement, serializable")
            .byHand(TAG)
            .calls(
                autoCommit(false),
                isolation(Connection.TRANSACTION_SERIALIZABLE),
                INSERT_TAG,
                query("SHOW transaction_isolation"),
                commit()),
        Scenario.of("first statement, after the transaction before it")
            .given(NOTE)
            .byHand(TEXT)
            .calls(autoCommit(false), INSERT_NOTE, commit(), INSERT_TEXT, commit()),
        Scenario.of("first batch")
            .byHand(TAG)
            .calls(
                autoCommit(false),
                preparedBatch("INSERT INTO tag VALUES (?)", "1", "2"),
                INSERT_TAG,
                rollback(),
                preparedBatch("INSERT INTO tag VALUES (?)", "1", "2"),
                commit()),
        Scenario.of("first statement in a schema set before")
            .given("CREATE SCHEMA app")
            .byHand(ITEM)
            .calls(schema("app"), autoCommit(false), INSERT_ITEM, commit()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void healed(Scenario scenario) {
    new Comparison(repairing).verify(scenario.decides("healed", "repaired"));
  }

  static List<Scenario> repairedForTheNextTransaction() {
    return List.of(
        Scenario.of("second statement lacks a table")
            .given(NOTE)
            .calls(autoCommit(false), INSERT_NOTE, INSERT_TAG)
            .byHand(TAG)
            .calls(query("SELECT 1"), commit(), COUNT_NOTES, INSERT_TAG, commit()),
        Scenario.of("second statement lacks a column")
            .given(NOTE)
            .calls(autoCommit(false), INSERT_NOTE, INSERT_TEXT)
            .byHand(TEXT)
            .calls(rollback(), COUNT_NOTES, INSERT_TEXT, commit()),
        Scenario.of("batch is second")
            .given(NOTE)
            .calls(autoCommit(false), INSERT_NOTE)
            .calls(preparedBatch("INSERT INTO tag VALUES (?)", "1", "2"))
            .byHand(TAG)
            .calls(rollback(), COUNT_NOTES, INSERT_TAG, commit()),
        Scenario.of("transaction begun by hand")
            .given(NOTE)
            .calls(execute("BEGIN"), INSERT_NOTE, INSERT_TAG)
            .byHand(TAG)
            .calls(execute("COMMIT"), COUNT_NOTES, INSERT_TAG),
        Scenario.of("first statement of a transaction begun by hand")
            .calls(execute("BEGIN"), INSERT_TAG)
            .byHand(TAG)
            .calls(execute("ROLLBACK"), INSERT_TAG),
        Scenario.of("after a savepoint")
            .given(NOTE)
            .calls(autoCommit(false), INSERT_NOTE, savepoint(), INSERT_TAG)
            .byHand(TAG)
            .calls(rollbackToSavepoint(), INSERT_NOTE, INSERT_TAG, commit(), COUNT_NOTES),
        Scenario.of("with autosave")
            .given(NOTE)
            .calls(connect("&autosave=always"), autoCommit(false), INSERT_NOTE, INSERT_TAG)
            .byHand(TAG)
            .calls(INSERT_NOTE, INSERT_TAG, commit(), COUNT_NOTES));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void repairedForTheNextTransaction(Scenario scenario) {
    new Comparison(repairing).verify(scenario.decides("repaired_for_next", "later_in_transaction"));
  }

  /** Under a savepoint the locks of the transaction stay, and its thread waits for the repair. */
  static List<Scenario> refused() {
    return List.of(
        Scenario.of("after a savepoint")
            .given(NOTE)
            .calls(autoCommit(false), INSERT_NOTE, savepoint(), INSERT_TEXT)
            .calls(rollbackToSavepoint(), INSERT_NOTE, commit(), COUNT_NOTES),
        Scenario.of("with autosave")
            .given(NOTE)
            .calls(connect("&autosave=always"), autoCommit(false), INSERT_NOTE, INSERT_TEXT)
            .calls(INSERT_NOTE, commit(), COUNT_NOTES));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refused(Scenario scenario) {
    new Comparison(repairing).verify(scenario.decides("refused", "caller_holds_lock"));
  }

  /** The server has taken the path back before anyone could ask for it. */
  static List<Scenario> refusedWithoutTheSearchPathOfTheTransaction() {
    return List.of(
        Scenario.of("set by JDBC")
            .given("CREATE SCHEMA app")
            .calls(autoCommit(false), schema("app"), INSERT_ITEM, rollback()),
        Scenario.of("set by a statement")
            .given("CREATE SCHEMA app")
            .calls(autoCommit(false), execute("SET LOCAL search_path = app"))
            .calls(INSERT_ITEM, rollback()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refusedWithoutTheSearchPathOfTheTransaction(Scenario scenario) {
    new Comparison(repairing).verify(scenario.decides("refused", "wrong_search_path"));
  }

  /**
   * The driver has gone back to a savepoint of its own: the transaction is no longer a fresh one.
   */
  @Test
  void repairedForTheNextStatementUnderAutosave() {
    new Comparison(repairing)
        .verify(
            Scenario.of("first statement with autosave")
                .calls(connect("&autosave=always"), autoCommit(false), INSERT_TAG)
                .byHand(TAG)
                .calls(INSERT_TAG, commit())
                .decides("repaired_for_next", "transaction_changed"));
  }
}

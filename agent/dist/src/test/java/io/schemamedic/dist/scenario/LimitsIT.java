package io.schemamedic.dist.scenario;

import static io.schemamedic.dist.program.Step.connect;
import static io.schemamedic.dist.program.Step.query;

import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the owner's settings allow: how often, how much, what again, and not without a record. */
class LimitsIT {
  private static final String NOTE = "CREATE TABLE note (id int)";
  private static final String TEXT = "ALTER TABLE note ADD COLUMN text text";
  private static final String MOOD = "ALTER TABLE note ADD COLUMN mood text";
  private static final String BOTH = "ALTER TABLE note ADD COLUMN text text, ADD COLUMN mood text";
  private static final String TAG = "CREATE TABLE tag (id int)";

  private static Path auditFile;
  private static Path drafts;
  private static RunningService usual;
  private static RunningService particular;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    Path declared =
        Files.writeString(
            directory.resolve("declared.sql"),
            "CREATE TABLE note (id int, text text, mood text);" + TAG);
    auditFile = directory.resolve("audit.jsonl");
    drafts = Files.createDirectory(directory.resolve("drafts"));
    String arguments = "mode=repair;allow=public.*;check.on-connect=off;declared=file:" + declared;
    usual =
        RunningService.withAgent(
            arguments + ";audit.file=" + auditFile + ";migrations.dir=" + drafts);
    beginWork(usual);
    particular =
        RunningService.withAgent(
            arguments + ";repair.scope=statement;repair.disappeared=repair;repair.max-per-hour=2");
  }

  /** The agent reads its configuration when the service needs the database first. */
  private static void beginWork(RunningService service) {
    try (TestDatabase database = TestPostgres.instance().newDatabase()) {
      service.run(connect(database.url()));
      service.metrics();
    }
  }

  @AfterAll
  static void end() {
    usual.close();
    particular.close();
  }

  @Test
  void nothingMoreOnceTheBudgetIsSpent() {
    new Comparison(particular)
        .verify(
            Scenario.of("budget")
                .given(NOTE)
                .byHand(TEXT)
                .calls(query("SELECT text FROM note"))
                .decides("healed", "repaired")
                .byHand(MOOD)
                .calls(query("SELECT mood FROM note"))
                .decides("healed", "repaired")
                .calls(query("SELECT id FROM tag"))
                .decides("refused", "budget_spent"));
  }

  @Test
  void onlyWhatTheStatementNames() {
    new Comparison(particular)
        .verify(
            Scenario.of("one after the other")
                .given(NOTE)
                .byHand(TEXT, MOOD)
                .calls(query("SELECT text, mood FROM note"))
                .decides("healed", "repaired"));
  }

  /** Two gaps in one statement, of which the second must not be answered by an empty column. */
  @Test
  void laterGapInThePredicateEndsTheRepetition() {
    new Comparison(particular)
        .verify(
            Scenario.of("read, then asked for")
                .given(NOTE)
                .calls(query("SELECT text FROM note WHERE mood IS NULL"))
                .byHand(TEXT, MOOD)
                .calls(query("SELECT text FROM note WHERE mood IS NULL"))
                .decides("repaired_for_next", "predicate"));
  }

  @Test
  void whatDisappearedIsNotMadeAgain() {
    new Comparison(usual)
        .verify(
            Scenario.of("dropped after it was seen")
                .given(NOTE)
                .byHand(BOTH)
                .calls(query("SELECT text FROM note"))
                .decides("healed", "repaired")
                .meanwhile("DROP TABLE note")
                .calls(query("SELECT id FROM note"))
                .decides("refused", "disappeared"));
  }

  @Test
  void whatDisappearedIsMadeAgainIfTheOwnerSaysSo() {
    new Comparison(particular)
        .verify(
            Scenario.of("dropped after it was seen")
                .given(NOTE)
                .byHand(TEXT)
                .calls(query("SELECT text FROM note"))
                .decides("healed", "repaired")
                .meanwhile("DROP TABLE note")
                .byHand("CREATE TABLE note (id int, text text, mood text)")
                .calls(query("SELECT id FROM note"))
                .decides("healed", "repaired"));
  }

  @Test
  void nothingRunsThatCannotBeRecorded() throws IOException {
    Files.deleteIfExists(auditFile);
    Files.createDirectory(auditFile);
    try {
      new Comparison(usual)
          .verify(
              Scenario.of("audit file is a directory by now")
                  .calls(query("SELECT id FROM tag"))
                  .decides("refused", "audit_unavailable")
                  // The refusal cannot be recorded either.
                  .agentFails("record"));
    } finally {
      Files.delete(auditFile);
    }
  }

  @Test
  void draftThatCannotBeWrittenStopsNothing() throws IOException {
    Path elsewhere = Files.move(drafts, drafts.resolveSibling("moved"));
    try {
      new Comparison(usual)
          .verify(
              Scenario.of("directory of the drafts is gone by now")
                  .byHand(TAG)
                  .calls(query("SELECT id FROM tag"))
                  .decides("healed", "repaired")
                  .agentFails("record"));
    } finally {
      Files.move(elsewhere, drafts);
    }
  }
}

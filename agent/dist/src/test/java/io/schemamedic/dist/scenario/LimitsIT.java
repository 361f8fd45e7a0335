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

/** Nothing runs without a record; a draft is not one. */
class LimitsIT {
  private static final String TAG = "CREATE TABLE tag (id int)";

  private static Path auditFile;
  private static Path drafts;
  private static RunningService usual;

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

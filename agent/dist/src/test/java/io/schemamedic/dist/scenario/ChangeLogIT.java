package io.schemamedic.dist.scenario;

import static io.schemamedic.dist.program.Step.connect;
import static io.schemamedic.dist.program.Step.query;

import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped jar reads YAML and XML with what it has in it. */
class ChangeLogIT {
  private static final String TAG = "CREATE TABLE tag (id integer)";

  @Test
  void tablesOfAChangeLogAreHealed(@TempDir Path directory) throws IOException {
    Path master =
        Files.writeString(
            directory.resolve("master.yaml"),
            "databaseChangeLog: [{include: {file: tags.xml, relativeToChangelogFile: true}}]");
    Files.writeString(
        directory.resolve("tags.xml"),
        """
        <databaseChangeLog><changeSet id="1" author="a"><createTable tableName="tag">
          <column name="id" type="int"/></createTable></changeSet></databaseChangeLog>
        """);
    try (RunningService service =
        RunningService.withAgent(
            "mode=repair;allow=public.*;check.on-connect=off;declared=file:" + master)) {
      try (TestDatabase database = TestPostgres.instance().newDatabase()) {
        service.run(connect(database.url()));
        service.metrics();
      }
      new Comparison(service)
          .verify(
              Scenario.of("a table of the change log is missing")
                  .byHand(TAG)
                  .calls(query("SELECT id FROM tag"))
                  .decides("healed", "repaired"));
    }
  }
}

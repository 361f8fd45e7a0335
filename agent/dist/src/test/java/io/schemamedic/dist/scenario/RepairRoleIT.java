package io.schemamedic.dist.scenario;

import static io.schemamedic.dist.program.Step.prepared;
import static io.schemamedic.dist.program.Step.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repair role that does not exist, with a password that nobody may see. */
class RepairRoleIT {
  private static final String PASSWORD = "not-to-be-told";
  private static final String NOTE = "CREATE TABLE note (id int)";
  private static final String TAG = "CREATE TABLE tag (id serial PRIMARY KEY, text text)";

  private static RunningService unknownRole;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    Path declared =
        Files.writeString(
            directory.resolve("declared.sql"), "CREATE TABLE note (id int, text text);" + TAG);
    Path password = Files.writeString(directory.resolve("password"), PASSWORD + "\n");
    String common =
        "mode=repair;allow=public.*;check.on-connect=off;declared=file:" + declared + ";";
    String passwordFile = ";repair.password-file=" + password;
    unknownRole = RunningService.withAgent(common + "repair.user=nobody_at_all" + passwordFile);
  }

  @AfterAll
  static void end() {
    unknownRole.close();
  }

  private static Scenario column() {
    return Scenario.of("column")
        .as(Roles.USER)
        .given(NOTE, "GRANT ALL ON note TO " + Roles.USER)
        .calls(prepared("INSERT INTO note (text) VALUES (?)", "a"));
  }

  private static Scenario table() {
    return Scenario.of("table").as(Roles.USER).calls(update("INSERT INTO tag (text) VALUES ('a')"));
  }

  @Test
  void failedWithARoleThatDoesNotExist() {
    new Comparison(unknownRole).verify(table().decides("failed", "no_repair_session"));
  }

  @Test
  void passwordIsNeverShown() {
    new Comparison(unknownRole).verify(column().decides("failed", "no_repair_session"));

    assertThat(unknownRole.err()).noneMatch(line -> line.contains(PASSWORD));
    for (String page : List.of("/", "/metrics", "/api/incidents", "/api/plans", "/api/drift")) {
      assertThat(unknownRole.get(page)).doesNotContain(PASSWORD);
    }
  }
}

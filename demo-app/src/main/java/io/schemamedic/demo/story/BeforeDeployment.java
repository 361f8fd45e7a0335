package io.schemamedic.demo.story;

import io.schemamedic.demo.story.CommandLineTool.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a deployment pipeline would have said of the databases before anybody called: the check, and
 * the plan of what a repair would do. No service runs.
 */
final class BeforeDeployment {
  private static final int NO_DRIFT = 0;
  private static final int DRIFT = 1;

  /** By their exact names: system 1 has a table that is called the same. */
  private static final String ALLOWED = "owned.conversations,owned.messages";

  private final Stage stage;
  private final CommandLineTool tool;
  private final Path snapshot;

  /**
   * @param snapshot of system 2 in a healthy database
   */
  BeforeDeployment(Stage stage, CommandLineTool tool, Path snapshot) {
    this.stage = stage;
    this.tool = tool;
    this.snapshot = snapshot;
  }

  void tell() throws Exception {
    stage.progress().section("Before anybody calls: check and plan");
    stage.checks().group("The command line, without any service");
    Variant broken = Variant.INCOMPLETE;
    Answer check = told("check", broken.database());
    stage
        .checks()
        .that("check fails a database that lacks what is needed", check.exitCode() == DRIFT, check);
    Answer plan = told("plan", broken.database(), "--allow", ALLOWED);
    stage
        .checks()
        .that(
            "plan shows the DDL and runs nothing",
            plan.exitCode() == NO_DRIFT
                && plan.lines().stream().anyMatch(line -> line.matches("(CREATE|ALTER) TABLE .*"))
                && check.lines().equals(ask("check", broken.database()).lines()),
            plan);
    isHealthy("check passes a healthy database", Stage.DECLARED_DATABASE);
  }

  /** Records whether a database has all that is needed. */
  void isHealthy(String fact, String database) throws Exception {
    Answer check = ask("check", database, "--fail-on", "differs");
    stage.checks().that(fact, check.exitCode() == NO_DRIFT, check);
  }

  private Answer told(String command, String database, String... options) throws Exception {
    stage
        .progress()
        .line(
            "  java -jar schema-medic.jar "
                + command
                + " --declared snapshot:"
                + snapshot.getFileName());
    Answer answer = ask(command, database, options);
    answer.lines().forEach(line -> stage.progress().line("    " + line));
    stage.progress().line("    (exit code " + answer.exitCode() + ")");
    stage.progress().line("");
    return answer;
  }

  private Answer ask(String command, String database, String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of("--declared", "snapshot:" + snapshot));
    words.addAll(List.of(options));
    return tool.run(command, stage.server().jdbcUrl(database), words.toArray(String[]::new));
  }
}

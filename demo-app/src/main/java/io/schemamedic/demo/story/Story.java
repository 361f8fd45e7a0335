package io.schemamedic.demo.story;

import io.schemamedic.demo.postgres.FreePort;
import io.schemamedic.demo.postgres.PostgresServer;
import io.schemamedic.demo.postgres.SchemaScript;
import io.schemamedic.demo.story.Checks.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Tells the story from its beginning to its end; started by {@code demo-app/run}. */
public final class Story {
  /** Where the widget is looked for first; any other port is as good. */
  private static final int PREFERRED_PORT = 8080;

  /** As much of a contradiction as a terminal should be filled with. */
  private static final int SHOWN_LENGTH = 400;

  private static final int HOLDS = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private final StoryOptions options;
  private final Progress progress;
  private final Cleanup cleanup;

  private Story(StoryOptions options, Progress progress, Cleanup cleanup) {
    this.options = options;
    this.progress = progress;
    this.cleanup = cleanup;
  }

  /**
   * @param arguments first the repository's directory, then the user's arguments
   */
  public static void main(String[] arguments) {
    System.setProperty("logback.configurationFile", "logback-story.xml");
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    StoryOptions options;
    try {
      options =
          StoryOptions.parse(Path.of(arguments.get(0)), arguments.subList(1, arguments.size()));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(StoryOptions.USAGE);
      return USAGE;
    }
    Progress progress = new Progress(System.out);
    Cleanup cleanup = new Cleanup();
    CountDownLatch told = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (told.getCount() > 0) {
                    progress.line("");
                    progress.line("Ending everything ...");
                    progress.fallSilent();
                  }
                  cleanup.close();
                },
                "story-end"));
    int result = new Story(options, progress, cleanup).tell();
    told.countDown();
    return result;
  }

  private int tell() {
    try {
      Workspace workspace = cleanup.register(Workspace.create());
      try {
        return tell(workspace);
      } catch (Exception e) {
        if (cleanup.isEnding()) {
          return FAILED;
        }
        workspace.keepLogs();
        progress.line("");
        progress.line("The story broke off: " + e);
        progress.line("Logs are in " + workspace.logs());
        return FAILED;
      }
    } catch (Exception e) {
      progress.line("The story could not begin: " + e);
      return FAILED;
    }
  }

  private int tell(Workspace workspace) throws Exception {
    long start = System.nanoTime();
    Checks checks = new Checks();
    progress.section("The databases");
    PostgresServer server =
        progress.during(
            "Starting PostgreSQL",
            () ->
                cleanup.register(
                    PostgresServer.startIn(
                        workspace.postgres(), workspace.logs().resolve("postgres.log"))));
    Stage stage =
        new Stage(
            options,
            progress,
            checks,
            cleanup,
            server,
            workspace.logs(),
            FreePort.preferably(PREFERRED_PORT));
    ShowOptions show = options.show();
    if (show != null) {
      server.createDatabase(Stage.DECLARED_DATABASE, SchemaScript.declared());
      return new Show(stage, show).run() ? HOLDS : FAILED;
    }
    createDatabases(server);

    completeDeclared(stage);
    CommandLineTool tool = CommandLineTool.prepare(options, workspace.logs());
    BeforeDeployment pipeline = new BeforeDeployment(stage, tool, snapshot(stage, tool));
    pipeline.tell();
    for (Variant variant : Variant.values()) {
      new WithoutAgent(stage).tell(variant);
    }
    WithAgent noTables = new WithAgent(stage, Variant.NO_TABLES);
    noTables.tell();
    WithAgent incomplete = new WithAgent(stage, Variant.INCOMPLETE);
    incomplete.tell();
    try (AppProcess app = again(stage, Variant.NO_TABLES, noTables.records()).app()) {
      new SystemFacts(stage, Variant.NO_TABLES, app.backend()).check();
    }
    AfterRestart last = again(stage, Variant.INCOMPLETE, incomplete.records());
    new SystemFacts(stage, Variant.INCOMPLETE, last.app().backend()).check();
    new Outage(stage, last.app()).check();
    checks.that(
        "the migration that was forgotten runs through afterwards, and Flyway validates",
        Deployment.of(server.jdbcUrl(Variant.INCOMPLETE.database()))::runWhatWasForgotten);
    stage.checks().group("The command line, after all");
    for (Variant variant : Variant.values()) {
      pipeline.isHealthy(
          "check passes the database that had " + variant.description(), variant.database());
    }

    boolean holds = summarize(checks, workspace, Duration.ofNanos(System.nanoTime() - start));
    if (!options.once()) {
      stayUp(last);
    }
    return holds ? HOLDS : FAILED;
  }

  private void createDatabases(PostgresServer server) throws Exception {
    progress.during(
        "Creating the broken databases, and one as declared to compare with",
        () -> {
          for (Variant variant : Variant.values()) {
            server.createDatabase(variant.database(), List.of(variant.script()));
          }
          Deployment.of(server.jdbcUrl(Variant.INCOMPLETE.database())).takeOver();
          return server.createDatabase(Stage.DECLARED_DATABASE, SchemaScript.declared());
        });
  }

  /** The entities of system 3 are the only truth about its tables. */
  private void completeDeclared(Stage stage) throws Exception {
    progress.during(
        "Letting Hibernate make the tables of system 3 there",
        () -> {
          try (AppProcess app = stage.startCreating()) {
            return app.awaitReady();
          }
        });
  }

  /** System 2 has no script that the agent reads: what it needs is what a healthy database has. */
  private Path snapshot(Stage stage, CommandLineTool tool) throws Exception {
    return progress.during(
        "Writing a snapshot of what system 2 has there",
        () -> {
          tool.snapshot(stage.server().jdbcUrl(Stage.DECLARED_DATABASE), "owned", stage.snapshot());
          return stage.snapshot();
        });
  }

  private static AfterRestart again(Stage stage, Variant variant, Path records) throws Exception {
    AfterRestart restart = AfterRestart.begin(stage, variant, records);
    restart.check();
    return restart;
  }

  private boolean summarize(Checks checks, Workspace workspace, Duration took) throws IOException {
    progress.section("Does every fact hold?");
    String group = "";
    for (Check check : checks.all()) {
      if (!check.group().equals(group)) {
        group = check.group();
        progress.line("");
        progress.line("  " + group);
      }
      progress.line((check.holds() ? "    ok      " : "    FAILED  ") + check.fact());
      if (!check.holds()) {
        progress.line("            " + shortened(check.contradiction()));
      }
    }
    progress.line("");
    List<Check> failed = checks.failed();
    progress.line(
        failed.isEmpty()
            ? "All " + checks.all().size() + " facts hold, after " + Progress.seconds(took) + "."
            : failed.size() + " of " + checks.all().size() + " facts do not hold.");
    if (!failed.isEmpty()) {
      keepLogs(checks, workspace);
    }
    return failed.isEmpty();
  }

  private void keepLogs(Checks checks, Workspace workspace) throws IOException {
    workspace.keepLogs();
    List<String> details =
        checks.failed().stream()
            .map(check -> check.group() + ": " + check.fact() + "\n" + check.contradiction() + "\n")
            .toList();
    Files.write(workspace.logs().resolve("failed.txt"), details);
    progress.line("Details, logs and the agent's records are in " + workspace.logs());
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + " ...";
  }

  private void stayUp(AfterRestart last) throws InterruptedException {
    progress.section("Where to look");
    last.agent().printWhereToLook(progress, last.app().backend());
    progress.line("  the agent's audit     " + last.agent().auditFile());
    progress.line("  drafted migrations    " + last.agent().migrations());
    progress.line("");
    progress.line("Everything stays up until you press Ctrl-C; then all of it is removed.");
    new CountDownLatch(1).await();
  }
}

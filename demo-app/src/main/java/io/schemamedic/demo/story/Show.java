package io.schemamedic.demo.story;

import io.schemamedic.demo.postgres.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The service as somebody watches it: healthy at first, then broken as by forgotten migrations and
 * healed, again and again. Two backends on one database: the agent of one repairs, that of the
 * other asks first.
 */
final class Show {
  /** Where agents are looked for first. */
  private static final int PREFERRED_AGENT_PORT = 9464;

  private final Stage stage;
  private final ShowOptions options;

  Show(Stage stage, ShowOptions options) {
    this.stage = stage;
    this.options = options;
  }

  /**
   * Goes on until the rounds are over, or for ever.
   *
   * @return whether every round went as it should
   */
  boolean run() throws Exception {
    Path records = Files.createDirectories(stage.directory().resolve("show"));
    Path token =
        Files.writeString(
            stage.directory().resolve("token"), UUID.randomUUID().toString().replace("-", ""));
    AgentSetup repairs = agent(records, PREFERRED_AGENT_PORT, "mode=repair");
    AgentSetup asks =
        agent(records, PREFERRED_AGENT_PORT + 1, "mode=propose", "http.token-file=" + token);
    List<Performer> performers = start(repairs, asks);
    Performer repairing = performers.get(0);
    Performer proposing = performers.get(1);

    stage.progress().section("Where to look");
    repairs.printWhereToLook(stage.progress(), repairing.app().backend());
    stage.progress().line("  what to do            " + repairs.page("/runbook"));
    stage.progress().line("  a second one, which asks first");
    stage.progress().line("                        " + asks.page("/"));
    stage.progress().line("  its token to approve  " + Files.readString(token));
    startPrometheus(List.of(repairs, asks));

    stage.progress().section("The show; Ctrl-C ends it and removes everything");
    return play(repairing, proposing, new PlanDesk(asks, token));
  }

  private AgentSetup agent(Path records, int port, String... settings) throws IOException {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("declared=classpath:db/migration,file:" + system2() + ",hibernate");
    // What is dropped here is dropped on purpose, and often.
    all.add("repair.disappeared=repair");
    all.add("repair.max-per-hour=1000");
    all.add("repair.max-per-object=1000");
    all.add("repair.max-per-process=1000");
    all.add("check.on-connect=background");
    all.add("check.interval=5s");
    return AgentSetup.write(stage, records, FreePort.preferably(port), all.toArray(new String[0]));
  }

  private Path system2() {
    return stage.options().root().resolve("demo-app/schema/system2.sql");
  }

  private List<Performer> start(AgentSetup repairs, AgentSetup asks) throws Exception {
    return stage
        .progress()
        .during(
            "Starting two backends with -javaagent:" + repairs.jar().getFileName(),
            () -> {
              AppProcess one =
                  stage.startOn(
                      Stage.DECLARED_DATABASE,
                      repairs,
                      stage.appPort(),
                      "show-repairs",
                      Stage.CREATING);
              AppProcess two =
                  stage.startOn(Stage.DECLARED_DATABASE, asks, FreePort.any(), "show-asks");
              return List.of(
                  new Performer(repairs, one.awaitReady()), new Performer(asks, two.awaitReady()));
            });
  }

  private void startPrometheus(List<AgentSetup> agents) throws Exception {
    Path configuration =
        PrometheusProcess.configure(stage.directory(), stage.options().root(), agents);
    Optional<Path> program = options.prometheus().or(PrometheusProcess::onPath);
    if (program.isPresent()) {
      PrometheusProcess prometheus =
          stage
              .cleanup()
              .register(PrometheusProcess.start(program.get(), configuration, stage.directory()));
      stage.progress().line("  Prometheus, alerts    " + prometheus.awaitReady().base() + "alerts");
    } else {
      stage.progress().line("  Prometheus            is not on PATH. With it there, or named by");
      stage.progress().line("                        --prometheus, it would start with");
      stage.progress().line("                        " + configuration);
    }
  }

  private boolean play(Performer repairing, Performer proposing, PlanDesk desk) throws Exception {
    Narrator narrator = new Narrator(stage, options.pace());
    List<Scene> scenes =
        List.of(
            new HealedScene(
                narrator,
                repairing,
                Journey.CHATKIT,
                "a migration was forgotten",
                "ALTER TABLE public.conversations DROP COLUMN metadata",
                "public.conversations"),
            new HealedScene(
                narrator,
                repairing,
                Journey.OWNED,
                "a whole table was forgotten",
                "DROP TABLE owned.messages",
                "owned.messages"),
            new RefusedScene(narrator, repairing),
            new ApprovedScene(narrator, proposing, desk));
    boolean well = true;
    int round = 0;
    while (!options.isOverAfter(round)) {
      round++;
      narrator.tell("round", Integer.toString(round));
      narrator.pause();
      for (Scene scene : scenes) {
        if (!scene.play()) {
          narrator.tell("wrong", "this did not go as it should");
          well = false;
        }
      }
    }
    return well;
  }
}

package io.schemamedic.demo.story;

import io.schemamedic.demo.postgres.FreePort;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A backend with the agent on a database that is healed already: there is nothing left to repair,
 * and everything works.
 */
final class AfterRestart {
  /** What ChatKit's owners ask of opening a session. */
  private static final Duration SESSION_LIMIT = Duration.ofMillis(500);

  private final Stage stage;
  private final Variant variant;
  private final AgentSetup agent;
  private final AppProcess app;

  private AfterRestart(Stage stage, Variant variant, AgentSetup agent, AppProcess app) {
    this.stage = stage;
    this.variant = variant;
    this.agent = agent;
    this.app = app;
  }

  /** Starts one backend again. */
  static AfterRestart begin(Stage stage, Variant variant, Path records) throws Exception {
    AgentSetup agent = AgentSetup.write(stage, records, FreePort.any());
    AppProcess app =
        stage.start(variant, agent, stage.appPort(), "restarted-" + variant.database());
    stage.progress().section("Started again: " + variant.description() + ", now healed");
    stage.progress().during("Starting the demo app", app::awaitReady);
    return new AfterRestart(stage, variant, agent, app);
  }

  AppProcess app() {
    return app;
  }

  AgentSetup agent() {
    return agent;
  }

  void check() throws Exception {
    stage.checks().group("Started again, " + variant.description());
    int repairs = AuditTrail.read(agent.auditFile()).repairs().size();
    List<String> relations = identities();
    for (Journey journey : Journey.values()) {
      stage.checks().that(journey.title() + " works", () -> walk(journey));
    }
    stage.checks().that("a session is opened in under 500 ms", this::slowSession);
    stage
        .checks()
        .that(
            "nothing is repaired again",
            () -> {
              int now = AuditTrail.read(agent.auditFile()).repairs().size();
              return now == repairs && identities().equals(relations)
                  ? ""
                  : (now - repairs)
                      + " repairs more; relations before and after: "
                      + relations
                      + " "
                      + identities();
            });
    new RepairChecks(stage, variant).checkCatalog();
    stage
        .checks()
        .that(
            "nothing \"does not exist\" in " + app.log().getFileName(),
            () -> WithAgent.complaints(app.log()));
  }

  private String walk(Journey journey) throws Exception {
    Map<String, String> known = new HashMap<>();
    for (Step step : journey.steps()) {
      Answer answer = step.call().send(app.backend(), known);
      if (answer.status() != step.status()) {
        return step.title() + " answered " + answer;
      }
    }
    return "";
  }

  private String slowSession() throws Exception {
    for (int attempt = 0; attempt < 5; attempt++) {
      Answer answer = app.backend().post("/api/v1/chat/session", Map.of());
      if (answer.status() != 200 || answer.took().compareTo(SESSION_LIMIT) >= 0) {
        return answer + " after " + answer.took().toMillis() + " ms";
      }
    }
    return "";
  }

  private List<String> identities() throws Exception {
    try (Connection connection = stage.connect(variant)) {
      return CatalogText.identities(connection, Stage.SCHEMAS);
    }
  }
}

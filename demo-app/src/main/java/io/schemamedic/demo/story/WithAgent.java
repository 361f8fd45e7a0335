package io.schemamedic.demo.story;

import io.schemamedic.demo.postgres.FreePort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The same service with the agent: two backends on one broken database, and many callers at once
 * that meet every gap.
 */
final class WithAgent {
  private static final int CALLERS = 32;

  /** Whoever has the widget open while the story runs adds rows of their own. */
  private static final String NOT_OF_A_WIDGET =
      " WHERE metadata ->> 'client' IS DISTINCT FROM 'widget'";

  private final Stage stage;
  private final Variant variant;
  private final Path records;

  WithAgent(Stage stage, Variant variant) throws Exception {
    this.stage = stage;
    this.variant = variant;
    this.records =
        Files.createDirectories(stage.directory().resolve("agent-" + variant.database()));
  }

  /** Runs everything on this database and leaves it healed; the backends are ended. */
  void tell() throws Exception {
    stage.progress().section("With the agent: " + variant.description());
    stage.checks().group("With the agent, " + variant.description());
    List<String> before;
    try (Connection connection = stage.connect(variant)) {
      before = Rows.ofBrokenTables(connection, variant);
    }
    AgentSetup first = AgentSetup.write(stage, records, FreePort.any());
    AgentSetup second = AgentSetup.write(stage, records, FreePort.any());
    try (AppProcess one = stage.start(variant, first, stage.appPort(), log("first"));
        AppProcess two = stage.start(variant, second, FreePort.any(), log("second"))) {
      stage
          .progress()
          .during(
              "Starting two backends with -javaagent:" + first.jar().getFileName(),
              () -> List.of(one.awaitReady(), two.awaitReady()));
      first.printWhereToLook(stage.progress(), one.backend());
      List<Backend> backends = List.of(one.backend(), two.backend());
      warmUp(backends);
      List<Heard> heard = new ArrayList<>();
      for (Journey journey : Journey.values()) {
        heard.add(
            new Heard(
                journey,
                stage
                    .progress()
                    .during(
                        CALLERS + " callers at once: " + journey.title(),
                        () -> Crowd.send(CALLERS, journey.steps(), backends))));
      }
      AuditTrail audit = AuditTrail.read(first.auditFile());
      List<AgentSetup> agents = List.of(first, second);
      new HealingReport(stage.progress(), audit, AgentPages.readIfServed(agents))
          .print(heard, first.migrations());
      checkAnswers(heard);
      checkRows(before);
      new RepairChecks(stage, variant).check(audit);
      checkMetrics(agents);
      checkWidget(one.backend());
      checkLogs(List.of(one, two));
      if (variant == Variant.INCOMPLETE) {
        stage
            .checks()
            .that(
                "the agent names the migration that has not run",
                () -> Deployment.namedIn(List.of(one, two)));
      }
    }
  }

  /**
   * The directory of the agent's records, for whoever starts the backend on this database again.
   */
  Path records() {
    return records;
  }

  /** Connections are opened and classes loaded; no table is touched. */
  private static void warmUp(List<Backend> backends) throws Exception {
    Step health =
        new Step("GET /api/v1/health", 200, (backend, known) -> backend.get("/api/v1/health"));
    Crowd.send(CALLERS, List.of(health, health, health), backends);
  }

  private void checkAnswers(List<Heard> heard) {
    for (Heard one : heard) {
      Journey journey = one.journey();
      List<String> wrong = new ArrayList<>();
      for (List<Answer> caller : one.callers()) {
        for (int step = 0; step < caller.size(); step++) {
          if (caller.get(step).status() != journey.steps().get(step).status()) {
            wrong.add(journey.steps().get(step).title() + ": " + caller.get(step));
          }
        }
      }
      stage
          .checks()
          .that(
              journey.title() + ": all " + CALLERS + " first callers succeed",
              wrong.isEmpty(),
              wrong.size() + " answers are wrong: " + wrong.stream().distinct().toList());
    }
  }

  private void checkMetrics(List<AgentSetup> agents) {
    stage
        .checks()
        .that(
            "the metrics count healed calls, nothing else, and no error of the agent",
            () -> {
              AgentPages pages = AgentPages.read(agents);
              double healed = pages.sum("schema_medic_decisions_total", "decision=\"healed\"");
              double other = pages.sum("schema_medic_decisions_total", "") - healed;
              double errors = pages.sum("schema_medic_agent_errors_total", "");
              return healed > 0 && other == 0 && errors == 0
                  ? ""
                  : healed + " healed calls, " + other + " others, " + errors + " errors";
            });
  }

  private void checkRows(List<String> before) {
    stage
        .checks()
        .that(
            "no row is lost and none doubled",
            () -> {
              try (Connection connection = stage.connect(variant)) {
                List<String> wrong = new ArrayList<>();
                expect(
                    wrong,
                    connection,
                    "public.conversations" + NOT_OF_A_WIDGET,
                    CALLERS + count(before, "conversation "));
                expect(
                    wrong,
                    connection,
                    "public.messages m JOIN public.conversations c ON c.id = m.session_id"
                        + NOT_OF_A_WIDGET,
                    2L * CALLERS);
                expect(wrong, connection, "owned.users", CALLERS + count(before, "user "));
                expect(wrong, connection, "owned.conversations", CALLERS);
                expect(wrong, connection, "owned.messages", CALLERS);
                expect(wrong, connection, "vet.chat_sessions", CALLERS);
                expect(wrong, connection, "vet.chat_messages", 2L * CALLERS);
                expect(wrong, connection, "vet.council_validations", CALLERS);
                return String.join(", ", wrong);
              }
            });
    if (!before.isEmpty()) {
      stage
          .checks()
          .that(
              "the " + before.size() + " rows that were there are untouched",
              () -> {
                try (Connection connection = stage.connect(variant)) {
                  List<String> missing = new ArrayList<>(before);
                  missing.removeAll(Rows.ofBrokenTables(connection, variant));
                  return missing.isEmpty() ? "" : "changed or gone: " + missing;
                }
              });
    }
  }

  private static long count(List<String> rows, String kind) {
    return rows.stream().filter(row -> row.startsWith(kind)).count();
  }

  private static void expect(List<String> wrong, Connection connection, String from, long rows)
      throws Exception {
    long found = Rows.count(connection, from);
    if (found != rows) {
      wrong.add(found + " rows instead of " + rows + " in " + from);
    }
  }

  /**
   * The widget in its fallback mode repeats this call, at the same address at which it had failed.
   */
  private void checkWidget(Backend backend) {
    stage
        .checks()
        .that(
            "the call by which the widget leaves its fallback mode succeeds where it had failed",
            () -> {
              Answer answer =
                  backend.post(
                      "/api/v1/chat/session", Map.of("metadata", Map.of("client", "widget")));
              return answer.status() == 200 ? "" : answer.toString();
            });
  }

  private void checkLogs(List<AppProcess> backends) {
    for (AppProcess backend : backends) {
      stage
          .checks()
          .that(
              "nothing \"does not exist\" in " + backend.log().getFileName(),
              () -> complaints(backend.log()));
    }
  }

  /** Lines of the log that tell of something missing. */
  static String complaints(Path log) throws Exception {
    return String.join(
        "; ",
        Files.readAllLines(log).stream().filter(line -> line.contains("does not exist")).toList());
  }

  private String log(String which) {
    return "with-" + variant.database() + "-" + which;
  }

  /**
   * What the callers of one journey heard.
   *
   * @param callers for each caller, one answer per step
   */
  record Heard(Journey journey, List<List<Answer>> callers) {}
}

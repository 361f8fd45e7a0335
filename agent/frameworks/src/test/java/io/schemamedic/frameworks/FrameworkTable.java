package io.schemamedic.frameworks;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.scenario.Metrics;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.frameworks.RunningService.Scene;
import io.schemamedic.frameworks.Trial.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What becomes of the failing calls of a service on one framework, measured. Each outcome is
 * compared with runs that have no agent.
 */
final class FrameworkTable {
  private static final String RETURNED = "returned ";

  private final AgentSetup agent;
  private final RunningService withAgent;
  private final RunningService withoutAgent;

  private FrameworkTable(AgentSetup agent, RunningService withAgent, RunningService withoutAgent) {
    this.agent = agent;
    this.withAgent = withAgent;
    this.withoutAgent = withoutAgent;
  }

  /** The rows as they have to stand in the documentation. */
  static List<String> measure(Framework framework, AgentSetup agent) {
    try (RunningService withAgent = RunningService.withAgent(framework, agent);
        RunningService withoutAgent = RunningService.withoutAgent(framework)) {
      return new FrameworkTable(agent, withAgent, withoutAgent).rows();
    }
  }

  /** As one cell of the documentation says it. */
  static String measure(Framework framework, AgentSetup agent, String name, Gap gap) {
    try (RunningService withAgent = RunningService.withAgent(framework, agent);
        RunningService withoutAgent = RunningService.withoutAgent(framework)) {
      FrameworkTable table = new FrameworkTable(agent, withAgent, withoutAgent);
      return table.scenes().stream()
          .filter(scene -> scene.name().equals(name))
          .map(scene -> table.outcome(scene, gap))
          .findFirst()
          .orElseThrow();
    }
  }

  private List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (Scene scene : scenes()) {
      rows.add(
          "| %s | %s | %s |"
              .formatted(scene.name(), outcome(scene, Gap.TABLE), outcome(scene, Gap.COLUMN)));
    }
    return rows;
  }

  private List<Scene> scenes() {
    try (TestDatabase database = Trial.database()) {
      List<Scene> scenes = withAgent.open(database.url());
      withAgent.disconnect();
      return scenes;
    }
  }

  private String outcome(Scene scene, Gap gap) {
    Metrics before = withAgent.metrics(agent);
    Trial trial = Trial.run(withAgent, scene, gap, State.BROKEN, 2);
    Metrics after = withAgent.metrics(agent);
    Map<String, Integer> decisions = after.decisionsSince(before);
    String about = scene.name() + ", missing " + gap + ", " + decisions;
    assertThat(sum(after.grown(before, "schema_medic_failures_total", "kind")))
        .as(about + ": one count for each failure")
        .isEqualTo(sum(decisions));
    assertThat(after.agentErrorsSince(before)).as(about + ": errors of the agent").isEmpty();
    int repairs = sum(after.grown(before, "schema_medic_repairs_total", "outcome"));
    if (decisions.equals(Map.of("healed/repaired", 1))) {
      assertThat(repairs).as(about + ": repairs").isEqualTo(1);
      assertThat(trial)
          .as(about + ": as if there had been no gap")
          .isEqualTo(Trial.run(withoutAgent, scene, gap, State.WHOLE, 2));
      return "in place";
    }
    Trial broken = Trial.run(withoutAgent, scene, gap, State.BROKEN, 2);
    Trial whole = Trial.run(withoutAgent, scene, gap, State.WHOLE, 1);
    assertThat(whole.answers().get(0).get(0)).as(about + ": possible at all").startsWith(RETURNED);
    if (repairs == 1) {
      assertThat(trial)
          .as(about + ": first its own exception, then as if there had been no gap")
          .isEqualTo(
              new Trial(List.of(broken.answers().get(0), whole.answers().get(0)), whole.rows()));
    } else {
      assertThat(trial).as(about + ": as without the agent").isEqualTo(broken);
    }
    return described(decisions, trial);
  }

  /** Every decision with its reason, which for one gap should be a single one. */
  private static String described(Map<String, Integer> decisions, Trial trial) {
    if (decisions.isEmpty()) {
      return trial.answers().get(0).get(0).startsWith(RETURNED) ? "nothing fails" : "not seen";
    }
    return decisions.keySet().stream()
        .map(decision -> decision.split("/", 2))
        .map(parts -> named(parts[0]) + ": `" + parts[1] + "`")
        .collect(joining(", "));
  }

  private static String named(String decision) {
    return switch (decision) {
      case "repaired_for_next" -> "next time";
      case "refused" -> "no";
      default -> decision;
    };
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}

package io.schemamedic.engine.runtime;

import io.schemamedic.engine.plan.RepairPlan;
import java.util.ArrayList;
import java.util.List;

/** A plan for somebody who is to approve it, in lines. */
final class PlanText {
  private PlanText() {}

  static List<String> linesOf(KnownPlan known) {
    RepairPlan plan = known.plan();
    List<String> lines = new ArrayList<>();
    lines.add(
        known.id()
            + " "
            + PlanNames.relation(plan)
            + " in "
            + known.database().label()
            + ", until "
            + known.expires()
            + ", incident "
            + known.origin().incident());
    for (String ddl : plan.ddl()) {
      // Deeper than all else, so that no name with a line end in it passes for a fact of ours.
      for (String line : (ddl + ";").split("\n")) {
        lines.add("    " + line);
      }
    }
    if (known.origin().searchPath() != null) {
      lines.add("  names without a schema are looked for in " + known.origin().searchPath());
    }
    PlanNames.hazards(plan).forEach(hazard -> lines.add("  hazard " + hazard));
    plan.pending().forEach(script -> lines.add("  " + script + " has not run here"));
    if (known.waitsAgain()) {
      lines.add("  last answer " + (known.reason().code() + " " + known.detail()).trim());
    }
    return lines;
  }
}

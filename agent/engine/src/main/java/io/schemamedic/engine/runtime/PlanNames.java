package io.schemamedic.engine.runtime;

import io.schemamedic.engine.plan.Hazard;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.sql.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a plan is about, as records tell it. */
final class PlanNames {
  private PlanNames() {}

  /** The first relation that gets something new. */
  static String relation(RepairPlan plan) {
    return plan.repairedRelations().iterator().next().toString();
  }

  /** The columns that tables get which exist. */
  static List<String> columns(RepairPlan plan) {
    List<String> names = new ArrayList<>();
    for (Set<Identifier> columns : plan.newColumns().values()) {
      columns.forEach(column -> names.add(column.value()));
    }
    return names;
  }

  static List<String> hazards(RepairPlan plan) {
    List<String> hazards = new ArrayList<>();
    for (Hazard hazard : plan.hazards()) {
      hazards.add(hazard.toString());
    }
    return hazards;
  }
}

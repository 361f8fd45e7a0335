package io.schemamedic.engine.repair;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.catalog.LiveRelation;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a catalog that was read after a plan was made still is what the plan rests on. */
public final class PlanPremises {
  private PlanPremises() {}

  /** The relations that such a catalog has to tell of. */
  public static Set<RelationName> relations(RepairPlan plan) {
    Set<RelationName> names = new LinkedHashSet<>(plan.repairedRelations());
    names.addAll(plan.referencedTables());
    return names;
  }

  /** Whether everything that a plan adds is there. */
  public static boolean isThere(RepairPlan plan, CatalogSnapshot catalog) {
    RepairOutcome outcome = compare(plan, catalog);
    return outcome != null && outcome.isThere();
  }

  /** Null if every addition is still missing, and all else as it was. */
  public static @Nullable RepairOutcome objection(RepairPlan plan, CatalogSnapshot catalog) {
    RepairOutcome notNeeded = compare(plan, catalog);
    if (notNeeded != null || plan.restsOn(catalog)) {
      return notNeeded;
    }
    return RepairOutcome.refused(
        Reason.STALE_PLAN, "the catalog is not what the plan was decided on");
  }

  /** Null if every addition is still missing, as the plan assumes. */
  private static @Nullable RepairOutcome compare(RepairPlan plan, CatalogSnapshot catalog) {
    int missing = 0;
    int there = 0;
    for (RelationName table : plan.newTables()) {
      LiveRelation live = catalog.relation(table);
      if (live == null) {
        missing++;
      } else if (live.isTableLike()) {
        there++;
      } else {
        return RepairOutcome.refused(Reason.NOT_A_TABLE, table.toString());
      }
    }
    for (Map.Entry<RelationName, Set<Identifier>> entry : plan.newColumns().entrySet()) {
      LiveRelation table = catalog.relation(entry.getKey());
      if (table == null) {
        return RepairOutcome.refused(Reason.STALE_PLAN, entry.getKey() + " is gone");
      }
      for (Identifier column : entry.getValue()) {
        if (table.columns().containsKey(column)) {
          there++;
        } else {
          missing++;
        }
      }
    }
    if (there == 0) {
      return null;
    }
    return missing == 0
        ? RepairOutcome.alreadyPresent()
        : RepairOutcome.refused(Reason.STALE_PLAN, "part of the plan is there already");
  }
}

package io.schemamedic.engine.guard;

import io.schemamedic.engine.config.RepairBudget;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.sql.RelationName;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many repairs there were in the last hour, by what they are limited by. Immutable. */
public final class RepairCounts {
  private static final RepairCounts NONE =
      new RepairCounts(0, 0, Collections.<RelationName, Integer>emptyMap());

  private final int inDatabase;
  private final int inProcess;
  private final Map<RelationName, Integer> ofRelation;

  /**
   * @param inProcess over all databases; 0 if others count it
   * @param ofRelation repairs of a table, its columns included
   */
  public RepairCounts(int inDatabase, int inProcess, Map<RelationName, Integer> ofRelation) {
    this.inDatabase = inDatabase;
    this.inProcess = inProcess;
    this.ofRelation = Collections.unmodifiableMap(new LinkedHashMap<>(ofRelation));
  }

  public static RepairCounts none() {
    return NONE;
  }

  /** Whether one more repair, of these relations, is within the budget. */
  public GuardDecision within(RepairBudget budget, Collection<RelationName> relations) {
    for (RelationName relation : relations) {
      int count = ofRelation.getOrDefault(relation, 0);
      if (count >= budget.perObject()) {
        return spent(relation.toString(), count, "repair.max-per-object");
      }
    }
    if (inDatabase >= budget.perDatabase()) {
      return spent("database", inDatabase, "repair.max-per-hour");
    }
    return inProcess >= budget.perProcess()
        ? spent("process", inProcess, "repair.max-per-process")
        : GuardDecision.allowed();
  }

  private static GuardDecision spent(String what, int count, String key) {
    return GuardDecision.refused(
        Reason.BUDGET_SPENT, what + ": " + count + " in the last hour, " + key);
  }
}

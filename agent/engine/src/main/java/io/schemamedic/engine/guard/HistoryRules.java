package io.schemamedic.engine.guard;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.Map;
import java.util.Set;

/** What has happened before. */
final class HistoryRules {
  private HistoryRules() {}

  static GuardDecision notDisappeared(GuardInput input) {
    if (input.policy().recreatesDisappeared()) {
      return GuardDecision.allowed();
    }
    for (RelationName table : input.plan().newTables()) {
      if (input.history().wasThere(table, null)) {
        return GuardDecision.refused(Reason.DISAPPEARED, table.toString());
      }
    }
    for (Map.Entry<RelationName, Set<Identifier>> entry : input.plan().newColumns().entrySet()) {
      for (Identifier column : entry.getValue()) {
        if (input.history().wasThere(entry.getKey(), column)) {
          return GuardDecision.refused(Reason.DISAPPEARED, entry.getKey() + "." + column.sql());
        }
      }
    }
    return GuardDecision.allowed();
  }

  static GuardDecision breakerClosed(GuardInput input) {
    return input.history().isBreakerOpen()
        ? GuardDecision.refused(Reason.BREAKER_OPEN, "")
        : GuardDecision.allowed();
  }

  static GuardDecision withinBudget(GuardInput input) {
    return input
        .history()
        .counts()
        .within(input.policy().budget(), input.plan().repairedRelations());
  }
}

package io.schemamedic.engine.guard;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Asks every rule; the first refusal counts. Rules that tell the operator most come first. */
public final class Guard {
  private static final List<GuardRule> RULES =
      Collections.unmodifiableList(
          Arrays.asList(
              NameRules::denied,
              NameRules::allowed,
              ServerRules::writable,
              RelationRules::ordinaryTable,
              RelationRules::notOfExtension,
              RelationRules::noRowSecurity,
              RelationRules::notReplicated,
              RelationRules::owned,
              RelationRules::parentsOrdinary,
              RelationRules::mayCreate,
              HazardRules::accepted,
              HistoryRules::notDisappeared,
              HistoryRules::breakerClosed,
              HistoryRules::withinBudget));

  private Guard() {}

  /** Whether the plan may run now. */
  public static GuardDecision decide(GuardInput input) {
    for (GuardRule rule : RULES) {
      GuardDecision decision = rule.check(input);
      if (!decision.isAllowed()) {
        return decision;
      }
    }
    return GuardDecision.allowed();
  }
}

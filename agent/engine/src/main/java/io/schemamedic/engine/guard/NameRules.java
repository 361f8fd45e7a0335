package io.schemamedic.engine.guard;

import io.schemamedic.engine.config.RelationPattern;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.sql.RelationName;
import java.util.Collections;
import java.util.List;

/** What the owner allows by name. Every relation of the plan has to pass, parents included. */
final class NameRules {
  private NameRules() {}

  static GuardDecision denied(GuardInput input) {
    Policy policy = input.policy();
    for (RelationName relation : input.plan().repairedRelations()) {
      boolean builtIn = BuiltInDenyList.covers(relation);
      if (matches(policy.deny(), relation)
          || (builtIn && !policy.namesExactly(Collections.singleton(relation)))) {
        return GuardDecision.refused(Reason.DENIED, relation.toString());
      }
    }
    return GuardDecision.allowed();
  }

  static GuardDecision allowed(GuardInput input) {
    for (RelationName relation : input.plan().repairedRelations()) {
      if (!matches(input.policy().allow(), relation)) {
        return GuardDecision.refused(Reason.NOT_ALLOWED, relation.toString());
      }
    }
    return GuardDecision.allowed();
  }

  private static boolean matches(List<RelationPattern> patterns, RelationName relation) {
    for (RelationPattern pattern : patterns) {
      if (matches(pattern, relation)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(RelationPattern pattern, RelationName relation) {
    return pattern.matches(relation.schemaName().value(), relation.name().value());
  }
}

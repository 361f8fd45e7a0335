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
    for (RelationName relation : input.plan().repairedRelations()) {
      if (isDenied(input.policy(), relation)) {
        return GuardDecision.refused(Reason.DENIED, relation.toString());
      }
    }
    return GuardDecision.allowed();
  }

  static GuardDecision allowed(GuardInput input) {
    for (RelationName relation : input.plan().repairedRelations()) {
      if (!isAllowed(input.policy(), relation)) {
        return GuardDecision.refused(Reason.NOT_ALLOWED, relation.toString());
      }
    }
    return GuardDecision.allowed();
  }

  static boolean isDenied(Policy policy, RelationName relation) {
    return matches(policy.deny(), relation)
        || (BuiltInDenyList.covers(relation)
            && !policy.namesExactly(Collections.singleton(relation)));
  }

  static boolean isAllowed(Policy policy, RelationName relation) {
    return matches(policy.allow(), relation);
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

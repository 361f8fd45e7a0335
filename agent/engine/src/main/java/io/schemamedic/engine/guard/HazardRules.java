package io.schemamedic.engine.guard;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.plan.Hazard;

/** What a plan would do to others, where the owner does not want that. */
final class HazardRules {
  private HazardRules() {}

  static GuardDecision accepted(GuardInput input) {
    for (Hazard hazard : input.plan().hazards()) {
      if (input.policy().refuses(hazard.kind())) {
        return GuardDecision.refused(Reason.HAZARD_REFUSED, hazard.toString());
      }
    }
    return GuardDecision.allowed();
  }
}

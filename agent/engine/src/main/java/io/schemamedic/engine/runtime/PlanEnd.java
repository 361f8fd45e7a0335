package io.schemamedic.engine.runtime;

import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.repair.RepairOutcome;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What an outcome means for the plan. */
final class PlanEnd {
  /**
   * Nothing was changed, or all of it rolled back, and the next moment may be another one: whoever
   * approves once more need not wait for the next failing call.
   */
  private static final Set<Reason> PASSING =
      Collections.unmodifiableSet(
          EnumSet.of(
              Reason.KILL_SWITCH,
              Reason.OBSERVE_MODE,
              Reason.BUDGET_SPENT,
              Reason.BREAKER_OPEN,
              Reason.BUSY,
              Reason.STANDBY,
              Reason.NO_REPAIR_SESSION,
              Reason.LEDGER_UNAVAILABLE,
              Reason.AUDIT_UNAVAILABLE,
              Reason.LOCK_TIMEOUT,
              Reason.STATEMENT_TIMEOUT,
              Reason.WAIT_BUDGET_SPENT,
              Reason.DEPLOY_IN_PROGRESS,
              Reason.DDL_FORBIDDEN,
              Reason.INTERRUPTED));

  private PlanEnd() {}

  /** Of a repair that was run. */
  static KnownPlan.State of(RepairOutcome outcome) {
    switch (outcome.status()) {
      case REPAIRED:
        return KnownPlan.State.REPAIRED;
      case ALREADY_PRESENT:
        return KnownPlan.State.ALREADY_PRESENT;
      case REFUSED:
        return outcome.reason() == Reason.STALE_PLAN
            ? KnownPlan.State.STALE
            : KnownPlan.State.REFUSED;
      default:
        return KnownPlan.State.FAILED;
    }
  }

  /** Of a plan that was approved: whatever may pass leaves it waiting. */
  static KnownPlan.State of(RepairResult result) {
    if (result.isThere()) {
      return result.reason() == Reason.ALREADY_PRESENT
          ? KnownPlan.State.ALREADY_PRESENT
          : KnownPlan.State.REPAIRED;
    }
    if (result.reason() == Reason.STALE_PLAN) {
      return KnownPlan.State.STALE;
    }
    if (PASSING.contains(result.reason())) {
      return KnownPlan.State.WAITING;
    }
    return result.decision() == Decision.REFUSED ? KnownPlan.State.REFUSED : KnownPlan.State.FAILED;
  }
}

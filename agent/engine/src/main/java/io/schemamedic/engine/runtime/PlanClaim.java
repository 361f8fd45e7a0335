package io.schemamedic.engine.runtime;

import io.schemamedic.engine.decision.Reason;
import org.jspecify.annotations.Nullable;

/** A plan to be run, or why there is none. Immutable. */
final class PlanClaim {
  private final @Nullable KnownPlan plan;
  private final @Nullable Reason refusal;
  private final String detail;

  private PlanClaim(@Nullable KnownPlan plan, @Nullable Reason refusal, String detail) {
    this.plan = plan;
    this.refusal = refusal;
    this.detail = detail;
  }

  static PlanClaim of(KnownPlan plan) {
    return new PlanClaim(plan, null, "");
  }

  static PlanClaim refused(@Nullable KnownPlan plan, Reason refusal, String detail) {
    return new PlanClaim(plan, refusal, detail);
  }

  /** Whom it is about; null if that is not known. */
  @Nullable KnownPlan plan() {
    return plan;
  }

  /** Null exactly if the plan is to be run. */
  @Nullable Reason refusal() {
    return refusal;
  }

  String detail() {
    return detail;
  }
}

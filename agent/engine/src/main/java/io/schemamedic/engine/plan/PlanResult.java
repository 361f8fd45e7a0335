package io.schemamedic.engine.plan;

import io.schemamedic.engine.decision.Reason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A plan, or why there is none. Immutable. */
public final class PlanResult {
  private final @Nullable RepairPlan plan;
  private final @Nullable Reason reason;
  private final String detail;

  private PlanResult(@Nullable RepairPlan plan, @Nullable Reason reason, String detail) {
    this.plan = plan;
    this.reason = reason;
    this.detail = detail;
  }

  static PlanResult of(RepairPlan plan) {
    return new PlanResult(Objects.requireNonNull(plan), null, "");
  }

  static PlanResult refused(Reason reason, String detail) {
    return new PlanResult(null, Objects.requireNonNull(reason), detail);
  }

  /** Null if there is none. */
  public @Nullable RepairPlan plan() {
    return plan;
  }

  /** Why there is no plan. */
  public Reason reason() {
    return Objects.requireNonNull(reason);
  }

  public String detail() {
    return detail;
  }
}

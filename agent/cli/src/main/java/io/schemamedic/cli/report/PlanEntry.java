package io.schemamedic.cli.report;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.plan.RepairPlan;
import org.jspecify.annotations.Nullable;

/** What would be done about one table or column, or why nothing would. Immutable. */
public final class PlanEntry {
  private final String subject;
  private final @Nullable RepairPlan plan;
  private final @Nullable Reason refusal;
  private final String detail;

  /**
   * @param subject the table or column, quoted as SQL needs it
   * @param plan null if none can be made
   * @param refusal null if the plan may run
   * @param detail names that help to understand the refusal; may be empty
   */
  public PlanEntry(
      String subject, @Nullable RepairPlan plan, @Nullable Reason refusal, String detail) {
    this.subject = subject;
    this.plan = plan;
    this.refusal = refusal;
    this.detail = detail;
  }

  String subject() {
    return subject;
  }

  @Nullable RepairPlan plan() {
    return plan;
  }

  @Nullable Reason refusal() {
    return refusal;
  }

  String detail() {
    return detail;
  }

  boolean wouldRun() {
    return plan != null && refusal == null;
  }
}

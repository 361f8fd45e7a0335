package io.schemamedic.engine.runtime;

import io.schemamedic.engine.log.LogLine;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Approvals as the command line asks for them. Replies are lines {@code key=value}, an empty line,
 * then a text. Thread-safe.
 */
final class ApprovalReport {
  /**
   * Whoever asks by the command line keeps others from asking, such as for {@code off}. What takes
   * longer is asked for again.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final String BY = "cli";

  private final Approvals approvals;
  private final PlanStore plans;
  private final Clock clock;

  ApprovalReport(Approvals approvals, PlanStore plans, Clock clock) {
    this.approvals = approvals;
    this.plans = plans;
    this.clock = clock;
  }

  /** Approves the plan of that id, or of the only id that begins so. */
  String approve(String given) {
    Approval approval = approvals.approve(given, true, BY, PATIENCE);
    return reply(
        approval.plan(),
        approval.outcome(),
        approval.reason().code(),
        approval.detail(),
        approval.advice());
  }

  /**
   * What became of a plan.
   *
   * @param given the same as for {@link #approve}; empty for all that wait
   */
  String plans(String given) {
    if (given.isEmpty()) {
      List<KnownPlan> waiting = plans.waiting();
      StringBuilder text = new StringBuilder("count=" + waiting.size() + "\n\n");
      waiting.forEach(plan -> append(text, plan));
      return text.toString();
    }
    KnownPlan known = plans.find(given, true);
    return known == null
        ? reply(null, "refused", "plan_unknown", "", "")
        : reply(
            known,
            known.state(clock).code(),
            known.reason().code(),
            known.detail(),
            known.reason().advice());
  }

  private static String reply(
      @Nullable KnownPlan plan, String outcome, String reason, String detail, String advice) {
    StringBuilder text = new StringBuilder();
    field(text, "plan", plan == null ? "" : plan.id());
    field(text, "outcome", outcome);
    field(text, "reason", reason);
    field(text, "detail", detail);
    field(text, "advice", advice);
    text.append('\n');
    if (plan != null) {
      append(text, plan);
    }
    return text.toString();
  }

  private static void field(StringBuilder text, String key, String value) {
    text.append(key).append('=').append(LogLine.printable(value)).append('\n');
  }

  private static void append(StringBuilder text, KnownPlan plan) {
    for (String line : PlanText.linesOf(plan)) {
      text.append(LogLine.printableWhole(line)).append('\n');
    }
  }
}

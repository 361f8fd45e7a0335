package io.schemamedic.engine.runtime;

import io.schemamedic.engine.admin.ApprovalAnswer;
import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.incident.Incident;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one approval has led to. Immutable. */
final class Approval {
  private final @Nullable KnownPlan plan;
  private final KnownPlan.State state;
  private final Decision decision;
  private final Reason reason;
  private final String detail;

  private Approval(
      @Nullable KnownPlan plan,
      KnownPlan.State state,
      Decision decision,
      Reason reason,
      String detail) {
    this.plan = plan;
    this.state = state;
    this.decision = decision;
    this.reason = reason;
    this.detail = detail;
  }

  /**
   * The plan was handed out to be run.
   *
   * @param state of the plan by now
   */
  static Approval ended(KnownPlan plan, KnownPlan.State state, RepairResult result) {
    // The call that failed got its exception long ago.
    Decision decision = result.isThere() ? Decision.REPAIRED_FOR_NEXT : result.decision();
    return new Approval(plan, state, decision, result.reason(), result.detail());
  }

  /** It was not: nothing was looked at but the plan itself. */
  static Approval refused(@Nullable KnownPlan plan, Reason reason, String detail) {
    return new Approval(plan, KnownPlan.State.REFUSED, Decision.REFUSED, reason, detail);
  }

  /** It runs, and takes longer than whoever approved it waits. */
  static Approval running(KnownPlan plan) {
    return new Approval(
        plan, KnownPlan.State.RUNNING, Decision.REFUSED, Reason.PLAN_DECIDED, "still running");
  }

  /** Null if it is not known which plan is meant. */
  @Nullable KnownPlan plan() {
    return plan;
  }

  Decision decision() {
    return decision;
  }

  Reason reason() {
    return reason;
  }

  String detail() {
    return detail;
  }

  /** One word for what was done: a state of the plan, {@code refused} or {@code failed}. */
  String outcome() {
    switch (state) {
      case WAITING:
      case EXPIRED:
      case STALE:
        return decision.code();
      default:
        return state.code();
    }
  }

  /** What to do now. */
  String advice() {
    if (plan != null && state == KnownPlan.State.WAITING) {
      return reason.advice() + " The plan waits on, until " + plan.expires() + ".";
    }
    return state == KnownPlan.State.EXPIRED
        ? reason.advice()
            + " The plan has expired meanwhile: the next failing call makes it wait again."
        : reason.advice();
  }

  /** The same, as a decision about no call. */
  Incident toDecision(Instant now) {
    String incident = plan == null ? "" : plan.origin().incident();
    Incident.Builder told =
        Incident.of(incident, now, decision.code(), reason.code()).by("approval");
    if (plan != null) {
      told.database(plan.database().label())
          .relation(PlanNames.relation(plan.plan()), PlanNames.columns(plan.plan()))
          .plan(plan.plan().fingerprint());
    }
    return told.build();
  }

  /** The same, for the port. */
  ApprovalAnswer toAnswer() {
    return ApprovalAnswer.of(meaning(), outcome(), reason.code(), detail, advice());
  }

  private ApprovalAnswer.Outcome meaning() {
    if (reason == Reason.PLAN_UNKNOWN) {
      return ApprovalAnswer.Outcome.NO_SUCH_PLAN;
    }
    if (reason == Reason.PLAN_EXPIRED) {
      return ApprovalAnswer.Outcome.EXPIRED;
    }
    if (reason == Reason.PLAN_DECIDED || reason == Reason.STALE_PLAN) {
      return ApprovalAnswer.Outcome.DECIDED;
    }
    if (state == KnownPlan.State.REPAIRED) {
      return ApprovalAnswer.Outcome.REPAIRED;
    }
    return state == KnownPlan.State.ALREADY_PRESENT
        ? ApprovalAnswer.Outcome.ALREADY_PRESENT
        : ApprovalAnswer.Outcome.COULD_NOT;
  }
}

package io.schemamedic.engine.admin;

import io.schemamedic.engine.json.JsonWriter;

/** What became of the approval of a plan. Immutable. */
public final class ApprovalAnswer {

  /** What it means to whoever approved. */
  public enum Outcome {
    /** The plan ran. */
    REPAIRED,
    /** Somebody else was faster; nothing was changed. */
    ALREADY_PRESENT,
    /** No plan has this name, or it never waited for an approval. */
    NO_SUCH_PLAN,
    /** It was approved before, runs now, or no longer fits the database. */
    DECIDED,
    /** Nobody approved it in time. */
    EXPIRED,
    /** It was not run, was rolled back, or nobody knows; the reason says which. */
    COULD_NOT
  }

  private final Outcome outcome;
  private final String decision;
  private final String reason;
  private final String detail;
  private final String advice;

  private ApprovalAnswer(
      Outcome outcome, String decision, String reason, String detail, String advice) {
    this.outcome = outcome;
    this.decision = decision;
    this.reason = reason;
    this.detail = detail;
    this.advice = advice;
  }

  /**
   * @param decision the code of a decision or of a repair's outcome
   * @param reason its stable code
   * @param detail what it was about; empty if the reason says it all
   * @param advice what to do now
   */
  public static ApprovalAnswer of(
      Outcome outcome, String decision, String reason, String detail, String advice) {
    return new ApprovalAnswer(outcome, decision, reason, detail, advice);
  }

  public Outcome outcome() {
    return outcome;
  }

  /** As {@code {"decision":...,"reason":...,"detail":...,"advice":...}}. */
  public String toJson() {
    return new JsonWriter()
        .beginObject()
        .field("decision", decision)
        .field("reason", reason)
        .field("detail", detail)
        .field("advice", advice)
        .endObject()
        .toString();
  }
}

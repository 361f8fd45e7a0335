package io.schemamedic.engine.repair;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.failure.SqlStates;
import org.jspecify.annotations.Nullable;

/**
 * How one attempt ended: with an outcome, or with a reason to try again while there is time.
 * Immutable.
 */
final class AttemptResult {
  private final @Nullable RepairOutcome outcome;
  private final Reason waitingFor;
  private final String detail;
  private final boolean commitSent;

  private AttemptResult(
      @Nullable RepairOutcome outcome, Reason waitingFor, String detail, boolean commitSent) {
    this.outcome = outcome;
    this.waitingFor = waitingFor;
    this.detail = detail;
    this.commitSent = commitSent;
  }

  /** Ended before COMMIT. */
  static AttemptResult ended(RepairOutcome outcome) {
    return new AttemptResult(outcome, outcome.reason(), outcome.detail(), false);
  }

  /** COMMIT was sent, whatever became of it. */
  static AttemptResult afterCommit(RepairOutcome outcome) {
    return new AttemptResult(outcome, outcome.reason(), outcome.detail(), true);
  }

  /** Try again; if no time is left, this is why the repair failed. */
  static AttemptResult again(Reason waitingFor, String detail) {
    return new AttemptResult(null, waitingFor, detail, false);
  }

  @Nullable RepairOutcome outcome() {
    return outcome;
  }

  /** The same, for a reason that was found out afterwards. */
  AttemptResult because(Reason reason) {
    return again(reason, detail);
  }

  Reason waitingFor() {
    return waitingFor;
  }

  /** Whether the attempt waited in vain for a lock that others queue behind. */
  boolean isLockWait() {
    return outcome == null && detail.endsWith(SqlStates.LOCK_NOT_AVAILABLE);
  }

  /** Whether COMMIT was sent, after which there is nothing to roll back. */
  boolean isCommitSent() {
    return commitSent;
  }

  String detail() {
    return detail;
  }
}

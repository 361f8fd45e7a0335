package io.schemamedic.engine.repair;

import io.schemamedic.engine.decision.Reason;
import org.jspecify.annotations.Nullable;

/**
 * How one attempt ended: with an outcome, or with a reason to try again while there is time.
 * Immutable.
 */
final class AttemptResult {
  private final @Nullable RepairOutcome outcome;
  private final Reason waitingFor;

  private AttemptResult(@Nullable RepairOutcome outcome, Reason waitingFor) {
    this.outcome = outcome;
    this.waitingFor = waitingFor;
  }

  static AttemptResult ended(RepairOutcome outcome) {
    return new AttemptResult(outcome, outcome.reason());
  }

  /** Try again; if no time is left, this is why the repair failed. */
  static AttemptResult again(Reason waitingFor) {
    return new AttemptResult(null, waitingFor);
  }

  @Nullable RepairOutcome outcome() {
    return outcome;
  }

  Reason waitingFor() {
    return waitingFor;
  }
}

package io.schemamedic.engine.retry;

import io.schemamedic.engine.decision.Reason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether the failed call may be repeated once the gap is closed, and if not, why. Immutable. */
public final class RetryDecision {
  private final @Nullable Reason reason;
  private final boolean rollbackFirst;
  private final String stateBefore;

  private RetryDecision(@Nullable Reason reason, boolean rollbackFirst, String stateBefore) {
    this.reason = reason;
    this.rollbackFirst = rollbackFirst;
    this.stateBefore = stateBefore;
  }

  /** Outside of any transaction. */
  static RetryDecision repeat() {
    return new RetryDecision(null, false, "IDLE");
  }

  /** As first statement, once the transaction that failed with it is rolled back. */
  static RetryDecision rollBackAndRepeat() {
    return new RetryDecision(null, true, "FAILED");
  }

  /** In the transaction as it is. */
  static RetryDecision repeatInTransaction() {
    return new RetryDecision(null, false, "OPEN");
  }

  /** The caller gets its exception, for this reason. */
  public static RetryDecision rethrow(Reason reason) {
    return new RetryDecision(Objects.requireNonNull(reason), false, "");
  }

  public boolean isRepeat() {
    return reason == null;
  }

  /**
   * Whether the failed transaction, which holds nothing but this statement, has to be rolled back
   * before.
   */
  public boolean isRollbackFirst() {
    return rollbackFirst;
  }

  /**
   * The driver's state that the connection has to be in right before: with any other, somebody has
   * used it since the failure. Empty if the call is not to be repeated.
   */
  public String stateBefore() {
    return stateBefore;
  }

  /** Why not; only if it is not to be repeated. */
  public Reason reason() {
    return Objects.requireNonNull(reason);
  }
}

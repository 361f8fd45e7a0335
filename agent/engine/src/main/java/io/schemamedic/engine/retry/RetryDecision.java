package io.schemamedic.engine.retry;

import io.schemamedic.engine.decision.Reason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether the failed call may be repeated once the gap is closed, and if not, why. Immutable. */
public final class RetryDecision {
  private final @Nullable Reason reason;
  private final boolean rollbackFirst;

  private RetryDecision(@Nullable Reason reason, boolean rollbackFirst) {
    this.reason = reason;
    this.rollbackFirst = rollbackFirst;
  }

  static RetryDecision repeat(boolean rollbackFirst) {
    return new RetryDecision(null, rollbackFirst);
  }

  /** The caller gets its exception, for this reason. */
  public static RetryDecision rethrow(Reason reason) {
    return new RetryDecision(Objects.requireNonNull(reason), false);
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

  /** Why not; only if it is not to be repeated. */
  public Reason reason() {
    return Objects.requireNonNull(reason);
  }
}

package io.schemamedic.engine.runtime;

import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.driver.ServiceStatement;
import io.schemamedic.entry.Cancellation;
import io.schemamedic.entry.FailedCall;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How long one failed call may be kept waiting, and what ends that early: the service cancels the
 * statement, closes it or its connection, or interrupts the thread. Nobody tells us of the second,
 * so it is looked at every few milliseconds. Used by the calling thread alone.
 */
final class CallersWait {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Clock clock;
  private final long deadlineNanos;
  private final Reason afterwards;
  private final Cancellation cancellation;
  private final Supplier<@Nullable String> closed;

  /**
   * @param deadlineNanos by the clock
   * @param afterwards why a caller is let go then
   * @param closed what the service has closed; null if nothing
   */
  CallersWait(
      Clock clock,
      long deadlineNanos,
      Reason afterwards,
      Cancellation cancellation,
      Supplier<@Nullable String> closed) {
    this.clock = clock;
    this.deadlineNanos = deadlineNanos;
    this.afterwards = afterwards;
    this.cancellation = cancellation;
    this.closed = closed;
  }

  /**
   * Counted from the first failure of the call, repetitions included; the driver does not tell when
   * the execution before it began.
   */
  static CallersWait of(FailedCall call, CallRecord record, Duration budget, Clock clock)
      throws SQLException {
    ServiceStatement statement = new ServiceStatement(call.statement(), call.connection());
    Duration timeout = statement.queryTimeout();
    boolean timeoutIsFirst = timeout != null && timeout.compareTo(budget) < 0;
    Duration longest = timeout != null && timeoutIsFirst ? timeout : budget;
    return new CallersWait(
        clock,
        record.beganNanos() + longest.toNanos(),
        timeoutIsFirst ? Reason.QUERY_TIMEOUT : Reason.WAIT_BUDGET_SPENT,
        call.cancellation(),
        statement::closed);
  }

  /** When it ends, by the engine's clock. */
  long deadlineNanos() {
    return deadlineNanos;
  }

  /**
   * Blocks until it is had, or the wait is over.
   *
   * @return null if it is had, else what the caller is told
   */
  @Nullable RepairResult until(Awaited awaited) {
    try {
      while (true) {
        RepairResult unwanted = unwanted();
        if (unwanted != null) {
          return unwanted;
        }
        long left = deadlineNanos - clock.nanos();
        if (awaited.isHadWithin(Math.max(0, Math.min(left, LOOK_NANOS)))) {
          return null;
        }
        if (left <= 0) {
          return over(afterwards, "");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return over(Reason.INTERRUPTED, "");
    }
  }

  /**
   * Asked right before the call is repeated, and before its connection is touched: null if it may
   * be, else why the service does not want it any more. Who cancels later reaches the repetition.
   */
  @Nullable RepairResult end() {
    RepairResult unwanted = unwanted();
    return unwanted == null && !cancellation.close() ? over(Reason.CANCELLED, "") : unwanted;
  }

  private @Nullable RepairResult unwanted() {
    if (cancellation.isRequested()) {
      return over(Reason.CANCELLED, "");
    }
    String what = closed.get();
    return what == null ? null : over(Reason.CANCELLED, what);
  }

  private static RepairResult over(Reason reason, String detail) {
    return RepairResult.not(Decision.FAILED, reason, detail, null);
  }

  /** What a caller waits for. */
  interface Awaited {
    /** Blocks for at most so long; with 0 not at all. */
    boolean isHadWithin(long nanos) throws InterruptedException;
  }
}

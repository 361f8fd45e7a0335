package io.schemamedic.entry;

import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Whether another thread has called {@code Statement.cancel()} for a failed call that is inside the
 * agent. The driver itself does nothing then, because the statement is not being executed.
 * Thread-safe.
 */
public final class Cancellation {
  /** Longest that {@code cancel()} waits for a call that is about to be repeated. */
  private static final long PATIENCE_MILLIS = 100;

  /** From the gate to the driver's "in query" it takes some microseconds. */
  private static final long UNTIL_IT_RUNS_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final @Nullable Statement statement;
  private final CountDownLatch left = new CountDownLatch(1);
  private boolean requested;
  private boolean tooLate;

  /** Of a call of that statement, the driver's own object; null for one that nobody can cancel. */
  public Cancellation(@Nullable Statement statement) {
    this.statement = statement;
  }

  /** Whether it was wished before {@link #close}. */
  public synchronized boolean isRequested() {
    return requested;
  }

  /**
   * The call is about to be repeated: who cancels from now on has to wait until it runs again.
   *
   * @return false if it is cancelled already, so that it must not be repeated
   */
  public synchronized boolean close() {
    tooLate = !requested;
    return tooLate;
  }

  boolean isOf(Statement other) {
    return statement == other;
  }

  /**
   * By the thread that cancels. If the call is on its way to be repeated, returns when it runs most
   * likely, so that the driver's own cancel, which comes next, finds something to end.
   */
  public void request() {
    synchronized (this) {
      if (!tooLate) {
        requested = true;
        return;
      }
    }
    try {
      if (left.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        LockSupport.parkNanos(UNTIL_IT_RUNS_NANOS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The call has left the agent. */
  void leave() {
    left.countDown();
  }
}

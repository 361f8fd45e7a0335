package io.schemamedic.dist.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Asks again until the answer is the one that is waited for, or twenty seconds have passed. */
public final class Eventually {
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private Eventually() {}

  /** The last answer, which is another one if it did not come in time. */
  public static <T> T is(T wanted, Supplier<T> question) {
    long deadline = System.nanoTime() + LONGEST_NANOS;
    T answer = question.get();
    while (!answer.equals(wanted) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE_NANOS);
      answer = question.get();
    }
    return answer;
  }
}

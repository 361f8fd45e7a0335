package io.schemamedic.engine.repair;

import java.time.Duration;

/**
 * How long work on the caller's own thread may take: nobody else can let the caller go. Work on a
 * thread of the agent's has no such end, because the caller leaves by itself. Immutable.
 */
public final class CallersPatience {
  private static final CallersPatience UNLIMITED = new CallersPatience(false, 0);

  private final boolean limited;
  private final long deadlineNanos;

  private CallersPatience(boolean limited, long deadlineNanos) {
    this.limited = limited;
    this.deadlineNanos = deadlineNanos;
  }

  static CallersPatience unlimited() {
    return UNLIMITED;
  }

  /**
   * Ends at a time.
   *
   * @param deadlineNanos by {@link System#nanoTime()}
   */
  public static CallersPatience until(long deadlineNanos) {
    return new CallersPatience(true, deadlineNanos);
  }

  /** Whether the work is done on the caller's own thread. */
  public boolean isLimited() {
    return limited;
  }

  boolean isOver() {
    return limited && deadlineNanos - System.nanoTime() <= 0;
  }

  /** What is configured, or what is left if that is less; never zero, which would mean no limit. */
  public Duration atMost(Duration configured) {
    if (!limited) {
      return configured;
    }
    Duration left = Duration.ofNanos(deadlineNanos - System.nanoTime());
    Duration shorter = left.compareTo(configured) < 0 ? left : configured;
    return shorter.toMillis() < 1 ? Duration.ofMillis(1) : shorter;
  }
}

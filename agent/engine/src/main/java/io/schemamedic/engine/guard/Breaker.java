package io.schemamedic.engine.guard;

/**
 * Stops repairs after failures in a row, and lets a single one through after a while. Time is
 * given, in nanoseconds of one monotonic clock. Immutable: every event answers the next state.
 */
public final class Breaker {
  /**
   * As few as possible without giving up on one unlucky lock: a failing repair has touched
   * production.
   */
  static final int FAILURES_TO_OPEN = 3;

  /** Long enough for somebody to look, short enough to heal by itself after a short outage. */
  static final long OPEN_NANOS = 5L * 60 * 1_000_000_000;

  private static final Breaker CLOSED = new Breaker(0, 0, false);

  /** The states; the codes are label values of {@code schema_medic_breaker_state}. */
  public enum State {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  private final int failures;
  private final long openedAtNanos;
  private final boolean probing;

  private Breaker(int failures, long openedAtNanos, boolean probing) {
    this.failures = failures;
    this.openedAtNanos = openedAtNanos;
    this.probing = probing;
  }

  public static Breaker closed() {
    return CLOSED;
  }

  public State state(long nowNanos) {
    if (failures < FAILURES_TO_OPEN) {
      return State.CLOSED;
    }
    return nowNanos - openedAtNanos < OPEN_NANOS ? State.OPEN : State.HALF_OPEN;
  }

  /** Whether a repair may begin: always if closed, one at a time if half open. */
  public boolean admits(long nowNanos) {
    State state = state(nowNanos);
    return state == State.CLOSED || (state == State.HALF_OPEN && !probing);
  }

  /** A repair begins. */
  public Breaker begun(long nowNanos) {
    return state(nowNanos) == State.HALF_OPEN ? new Breaker(failures, openedAtNanos, true) : this;
  }

  /** A repair committed. */
  public Breaker succeeded() {
    return CLOSED;
  }

  /** A repair was rolled back by an error. */
  public Breaker failed(long nowNanos) {
    int now = Math.min(failures + 1, FAILURES_TO_OPEN);
    return new Breaker(now, now == FAILURES_TO_OPEN ? nowNanos : 0, false);
  }

  /** A repair ended without saying anything about the next one, such as a lock that was not had. */
  public Breaker endedOtherwise() {
    return new Breaker(failures, openedAtNanos, false);
  }
}

package io.schemamedic.engine.guard;

import io.schemamedic.engine.decision.Reason;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Stops repairs after failures in a row, or after one that says that nobody should be changing the
 * database now, and lets a single one through after a while. Time is given, in nanoseconds of one
 * monotonic clock. Immutable: every event answers the next state.
 */
public final class Breaker {
  /**
   * As few as possible without giving up on one unlucky lock: a failing repair has touched
   * production.
   */
  static final int FAILURES_TO_OPEN = 3;

  /** Long enough for somebody to look, short enough to heal by itself after a short outage. */
  static final long OPEN_NANOS = 5L * 60 * 1_000_000_000;

  /**
   * A freeze, a trigger that does more than we know, a right that is not ours: trying twice more
   * would only be a nuisance to whoever has arranged it so.
   */
  private static final Set<Reason> OPENING_AT_ONCE =
      Collections.unmodifiableSet(
          EnumSet.of(Reason.DDL_FORBIDDEN, Reason.UNPLANNED_CHANGE, Reason.NO_PRIVILEGE));

  private static final Breaker CLOSED = new Breaker(0, 0, false);

  /** The states; the codes are label values of {@code schema_medic_breaker_state}. */
  public enum State {
    CLOSED,
    OPEN,
    HALF_OPEN;

    /** The stable code, in lower case. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whichever of two stops more. */
    public State stricter(State other) {
      return other == OPEN || this == CLOSED ? other : this;
    }
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

  /** A repair was rolled back, by the server or by what was found in the transaction. */
  public Breaker failed(Reason reason, long nowNanos) {
    int now =
        OPENING_AT_ONCE.contains(reason)
            ? FAILURES_TO_OPEN
            : Math.min(failures + 1, FAILURES_TO_OPEN);
    return new Breaker(now, now == FAILURES_TO_OPEN ? nowNanos : 0, false);
  }

  /** A repair ended without saying anything about the next one, such as a lock that was not had. */
  public Breaker endedOtherwise() {
    return new Breaker(failures, openedAtNanos, false);
  }
}

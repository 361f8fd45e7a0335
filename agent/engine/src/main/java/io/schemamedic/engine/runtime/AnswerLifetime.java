package io.schemamedic.engine.runtime;

import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import java.util.concurrent.TimeUnit;

/**
 * How long an answer about a gap serves later callers. Short: the operator may have changed
 * something.
 */
final class AnswerLifetime {
  /** Some four minutes at the most. */
  private static final int MOST_DOUBLINGS = 8;

  private AnswerLifetime() {}

  /**
   * In nanoseconds; 0 if every caller gets an answer of its own.
   *
   * @param failuresBefore how often in a row the same gap could not be closed before
   */
  static long nanosOf(RepairResult result, int failuresBefore) {
    if (result.reason() == Reason.KILL_SWITCH) {
      // Off again means at work again, at once.
      return 0;
    }
    if (result.isThere()) {
      // Callers that failed before the commit arrive within moments of it; a later failure is news.
      return TimeUnit.SECONDS.toNanos(2);
    }
    if (result.decision() == Decision.FAILED) {
      // The table was busy, or the server away. Every try makes callers wait and may make readers
      // wait, so a second one comes
      // soon, and each further one twice as late.
      return TimeUnit.SECONDS.toNanos(1L << Math.min(failuresBefore, MOST_DOUBLINGS));
    }
    // These refusals say nothing about the next moment, or about the next caller's connection.
    boolean passing =
        result.reason() == Reason.CALLER_HOLDS_LOCK
            || result.reason() == Reason.NO_REPAIR_SESSION
            || result.reason() == Reason.STALE_PLAN;
    return TimeUnit.SECONDS.toNanos(passing ? 1 : 10);
  }
}

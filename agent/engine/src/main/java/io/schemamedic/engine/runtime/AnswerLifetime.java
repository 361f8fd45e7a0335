package io.schemamedic.engine.runtime;

import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import java.util.concurrent.TimeUnit;

/**
 * How long an answer about a gap serves later callers. Short: the operator may have changed
 * something.
 */
final class AnswerLifetime {
  private AnswerLifetime() {}

  static long nanosOf(RepairResult result) {
    if (result.reason() == Reason.KILL_SWITCH) {
      // Off again means at work again, at once.
      return 0;
    }
    if (result.isThere()) {
      // Callers that failed before the commit arrive within moments of it; a later failure is news.
      return TimeUnit.SECONDS.toNanos(2);
    }
    if (result.decision() == Decision.FAILED || result.reason() == Reason.CALLER_HOLDS_LOCK) {
      // The table was busy, or the server away: soon worth another try, but not for every caller of
      // a storm.
      return TimeUnit.SECONDS.toNanos(1);
    }
    return TimeUnit.SECONDS.toNanos(10);
  }
}

package io.schemamedic.compatibility.program;

import java.sql.SQLException;
import java.util.List;

/**
 * What the service does when it is told so, in the order in which it is told. The first two come
 * first because they are compared, frame by frame, with a JVM that has no agent.
 */
public enum Scene {
  LATER_IN_TRANSACTION(1, FailingCalls::laterInTransaction),
  UNDECLARED(2, FailingCalls::undeclared),
  NEXT_TRANSACTION(0, HealedCalls::nextTransaction),
  AUTOCOMMIT(1, HealedCalls::autocommit),
  FIRST_IN_TRANSACTION(1, HealedCalls::firstInTransaction),
  BATCH(1, HealedCalls::batch),
  CACHED_STATEMENT(1, HealedCalls::cachedStatement),
  MANY_AT_ONCE(1, HealedCalls::manyAtOnce),
  STALE_PLAN(2, HealedCalls::stalePlan),
  LOST_SESSION(0, FailingCalls::lostSession);

  /** How a scene is played. */
  interface Play {
    /** What the caller has seen of it, line by line. */
    List<String> on(PooledSource source) throws SQLException, InterruptedException;
  }

  private final int failures;
  private final Play play;

  Scene(int failures, Play play) {
    this.failures = failures;
    this.play = play;
  }

  /** The fewest calls in it that fail for want of a table or column. */
  public int failures() {
    return failures;
  }

  List<String> play(PooledSource source) throws SQLException, InterruptedException {
    return play.on(source);
  }
}

package io.schemamedic.engine.repair;

import io.schemamedic.engine.decision.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Runs a plan in one transaction on the repair session, and tries again, with jitter and while
 * there is time, if a lock was not to be had or someone else was at the same thing. Blocks the
 * calling thread, which must be the agent's own.
 */
public final class RepairExecutor {
  /**
   * Long enough for another repairer to commit, short enough to be early in the caller's budget.
   */
  private static final int MIN_PAUSE_MILLIS = 10;

  private static final int MAX_PAUSE_MILLIS = 60;

  private final Connection session;

  /**
   * @param session the repair session, in autocommit, proven to be the service's database
   */
  public RepairExecutor(Connection session) {
    this.session = session;
  }

  /**
   * Runs the plan.
   *
   * @throws SQLException if the session itself broke; nothing was committed as far as the client
   *     can know
   */
  public RepairOutcome run(RepairRequest request) throws SQLException {
    AttemptResult result = AttemptResult.again(Reason.WAIT_BUDGET_SPENT);
    long neededNanos = 1;
    while (request.deadlineNanos() - System.nanoTime() >= neededNanos) {
      long began = System.nanoTime();
      result = attempt(request);
      RepairOutcome outcome = result.outcome();
      if (outcome != null) {
        return outcome;
      }
      // An attempt that would outlast the caller's patience makes readers wait for nothing, and
      // leaves the caller without the reason. The next one may take half as long again.
      boolean wasBusy = result.waitingFor() == Reason.LOCK_TIMEOUT;
      neededNanos = wasBusy ? (System.nanoTime() - began) * 3 / 2 : 1;
      if (!pause()) {
        return RepairOutcome.failed(Reason.INTERRUPTED, "");
      }
    }
    return RepairOutcome.failed(result.waitingFor(), "no time was left for another attempt");
  }

  private AttemptResult attempt(RepairRequest request) throws SQLException {
    session.setAutoCommit(false);
    boolean gone = false;
    try {
      return new RepairTransaction(session, request).run();
    } catch (SQLException e) {
      gone = DdlError.isSessionGone(e);
      return DdlError.result(e);
    } finally {
      // A transaction that was to stay has committed; whatever else happened must leave no trace.
      // One that went with its session has left none, and trying would hide why it went.
      if (!gone) {
        session.rollback();
        session.setAutoCommit(true);
      }
    }
  }

  private static boolean pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(
          ThreadLocalRandom.current().nextInt(MIN_PAUSE_MILLIS, MAX_PAUSE_MILLIS));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

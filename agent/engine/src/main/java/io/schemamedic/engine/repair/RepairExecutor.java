package io.schemamedic.engine.repair;

import io.schemamedic.engine.catalog.CatalogTransaction;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.sql.RelationName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Runs a plan in one transaction on the repair session, and tries again, with jitter and while
 * there is time, if a lock was not to be had or someone else was at the same thing. Blocks the
 * calling thread, which must be the agent's own.
 */
public final class RepairExecutor {
  /**
   * Every wait for a table's lock makes its readers wait as well, so there are few of them, and
   * pauses in which the readers get through.
   */
  private static final int MOST_LOCK_WAITS = 3;

  private static final int PAUSE_AFTER_LOCK_WAIT_MILLIS = 200;

  /**
   * Once may be a race that the next look at the catalog explains; twice is something of that name
   * in the way.
   */
  private static final int MOST_COLLISIONS = 2;

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
   * @throws SQLException if the session broke before COMMIT was sent
   */
  public RepairOutcome run(RepairRequest request) throws SQLException {
    AttemptResult last = AttemptResult.again(Reason.WAIT_BUDGET_SPENT, "");
    int lockWaits = 0;
    int collisions = 0;
    long neededNanos = 1;
    while (request.deadlineNanos() - System.nanoTime() >= neededNanos) {
      long began = System.nanoTime();
      last = attempt(request);
      RepairOutcome outcome = last.outcome();
      if (outcome != null) {
        return outcome;
      }
      // An attempt that would outlast the caller's patience makes readers wait for nothing, and
      // leaves the caller without the reason. The next one may take half as long again.
      neededNanos = last.isLockWait() ? (System.nanoTime() - began) * 3 / 2 : 1;
      if (last.waitingFor() == Reason.STALE_PLAN && ++collisions == MOST_COLLISIONS) {
        return RepairOutcome.failed(
            Reason.DDL_FAILED, last.detail() + ", something else of that name is in the way");
      }
      if (last.isLockWait() && ++lockWaits == MOST_LOCK_WAITS) {
        break;
      }
      if (!Pause.take(last.isLockWait() ? PAUSE_AFTER_LOCK_WAIT_MILLIS : Pause.SHORT_MILLIS)) {
        return RepairOutcome.failed(Reason.INTERRUPTED, "");
      }
    }
    return RepairOutcome.failed(last.waitingFor(), last.detail());
  }

  private AttemptResult attempt(RepairRequest request) throws SQLException {
    session.setAutoCommit(false);
    AttemptResult result;
    try {
      result = new RepairTransaction(session, request).run();
    } catch (SQLException e) {
      // Throws on if the session is gone: then there is nothing to roll back, and trying would hide
      // why.
      result = DdlError.result(e);
    }
    if (!result.isCommitSent()) {
      session.rollback();
      session.setAutoCommit(true);
    }
    return result.isLockWait() && isBeingAltered(request)
        ? result.because(Reason.DEPLOY_IN_PROGRESS)
        : result;
  }

  /** Whether it is another's change, and not another's reading, that the attempt waited for. */
  private boolean isBeingAltered(RepairRequest request) throws SQLException {
    Set<RelationName> tables = new LinkedHashSet<>(request.plan().newColumns().keySet());
    tables.addAll(request.plan().referencedTables());
    return CatalogTransaction.read(
        session,
        request.statementTimeout().toMillis(),
        reader -> reader.isLockedExclusively(tables));
  }
}

package io.schemamedic.engine.retry;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.statement.Role;
import io.schemamedic.entry.FailedCall;

/**
 * Decides whether a call may be repeated. Only where the first run cannot have had an effect and an
 * empty new object cannot decide which rows count; in doubt the caller gets its exception.
 */
public final class RetryPolicy {
  private static final String IDLE = "IDLE";
  private static final String OPEN = "OPEN";

  private final boolean underSavepoints;

  /**
   * @param underSavepoints {@code retry.savepoint}: also in a transaction that the driver has taken
   *     back to a savepoint of its own
   */
  public RetryPolicy(boolean underSavepoints) {
    this.underSavepoints = underSavepoints;
  }

  /**
   * Decides for a call of which nothing but its plan was wrong. Which table has changed, how, and
   * by whom, is not known.
   *
   * @param meansTheSame whether the statement means the same whatever columns are new
   */
  public RetryDecision decideForStalePlan(CallFacts call, boolean meansTheSame) {
    return decide(call, meansTheSame ? Role.NOT_NAMED : Role.PREDICATE, true);
  }

  /**
   * Decides from the call and what closed the gap.
   *
   * @param role the most harmful one that any added object plays in the statement
   * @param mayBeRewritten whether somebody may have rewritten a table of the statement to close the
   *     gap: a transaction whose snapshot is older would see it as empty
   */
  public RetryDecision decide(CallFacts call, Role role, boolean mayBeRewritten) {
    switch (call.form()) {
      case CALLABLE:
        return RetryDecision.rethrow(Reason.CALLABLE);
      case COPY:
        return RetryDecision.rethrow(Reason.COPY);
      case STATEMENT_BATCH:
        return RetryDecision.rethrow(Reason.STATEMENT_BATCH);
      default:
        break;
    }
    if (call.statementCount() != 1) {
      return RetryDecision.rethrow(Reason.SEVERAL_STATEMENTS);
    }
    if (call.hasStreamParameters()) {
      return RetryDecision.rethrow(Reason.STREAM_PARAMETER);
    }
    if (role == Role.PREDICATE) {
      return RetryDecision.rethrow(Reason.PREDICATE);
    }
    if (call.form() == FailedCall.Form.PREPARED_BATCH) {
      if (!call.isNothingApplied()) {
        return RetryDecision.rethrow(Reason.BATCH_PARTLY_APPLIED);
      }
      if (!call.isRestorable()) {
        return RetryDecision.rethrow(Reason.BATCH_NOT_RESTORABLE);
      }
    }
    return byTransaction(call, mayBeRewritten);
  }

  private RetryDecision byTransaction(CallFacts call, boolean mayBeRewritten) {
    if (call.isXa()) {
      // Its transactions are the manager's to begin and to end, also while none is under way.
      return RetryDecision.rethrow(Reason.XA);
    }
    String stateAtEntry = call.stateAtEntry();
    if (stateAtEntry == null) {
      // Without the driver's word, autocommit tells that there was no transaction; a manual BEGIN
      // would go unseen.
      return RetryDecision.rethrow(Reason.UNKNOWN_TRANSACTION_STATE);
    }
    if (underSavepoints && call.isUndoneByDriver() && isInTransaction(call, stateAtEntry)) {
      return mayBeRewritten
          ? RetryDecision.rethrow(Reason.REWRITE_UNKNOWN)
          : RetryDecision.repeatInTransaction();
    }
    if (!stateAtEntry.equals(IDLE)) {
      return RetryDecision.rethrow(Reason.LATER_IN_TRANSACTION);
    }
    return call.isAutoCommit() ? RetryDecision.repeat() : RetryDecision.rollBackAndRepeat();
  }

  private static boolean isInTransaction(CallFacts call, String stateAtEntry) {
    return stateAtEntry.equals(OPEN) || (stateAtEntry.equals(IDLE) && !call.isAutoCommit());
  }
}

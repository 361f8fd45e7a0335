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

  private RetryPolicy() {}

  /** Decides from the call and from the most harmful role that any added object plays in it. */
  public static RetryDecision decide(CallFacts call, Role role) {
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
    return byTransaction(call);
  }

  private static RetryDecision byTransaction(CallFacts call) {
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
    if (!stateAtEntry.equals(IDLE)) {
      return RetryDecision.rethrow(Reason.LATER_IN_TRANSACTION);
    }
    return RetryDecision.repeat(!call.isAutoCommit());
  }
}

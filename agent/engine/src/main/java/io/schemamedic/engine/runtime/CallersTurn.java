package io.schemamedic.engine.runtime;

import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.repair.CallersPatience;
import io.schemamedic.engine.retry.CallFacts;
import java.sql.Connection;

/**
 * Who does the repair that a call needs, and in which session. As a rule the database's own thread,
 * in a session of the agent's. A service that connected before the agent was there has kept its
 * password to itself: then the caller's thread does it, in the caller's session or beside it.
 */
final class CallersTurn {
  private final Healing healing;
  private final MonitoredDatabase database;
  private final Connection caller;
  private final CallFacts facts;

  /**
   * @param caller the failing connection
   * @param facts of the failed call
   */
  CallersTurn(Healing healing, MonitoredDatabase database, Connection caller, CallFacts facts) {
    this.healing = healing;
    this.database = database;
    this.caller = caller;
    this.facts = facts;
  }

  /**
   * The answer for a gap.
   *
   * @param wait how long the caller waits
   * @throws StepFailure if the agent failed
   */
  RepairResult answer(Gap gap, CallersWait wait) {
    DatabaseRepairs repairs = database.repairs();
    if (database.target().isReachable()) {
      // It is not this caller's alone: others may join it, or need it next.
      long deadline = healing.clock().nanos() + healing.waitBudget().toNanos();
      return repairs.answer(gap.key(), wait, new RepairTask(healing, database, gap, deadline));
    }
    if (!facts.isOutsideTransaction()) {
      // About this caller alone: the next one may be in autocommit.
      return RepairResult.not(
          Decision.REFUSED,
          Reason.NO_REPAIR_SESSION,
          "the service connected before the agent was there; the call is in a transaction",
          null);
    }
    CallersPatience ownThread = CallersPatience.until(wait.deadlineNanos());
    return repairs.answerHere(
        gap.key(),
        wait,
        new RepairTask(
            healing,
            database,
            gap,
            wait.deadlineNanos(),
            () -> healing.sessions().openForCaller(database.target(), caller, ownThread)));
  }
}

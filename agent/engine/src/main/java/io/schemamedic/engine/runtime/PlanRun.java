package io.schemamedic.engine.runtime;

import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.guard.GuardDecision;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.repair.AfterCommitError;
import io.schemamedic.engine.repair.RepairExecutor;
import io.schemamedic.engine.repair.RepairOutcome;
import io.schemamedic.engine.repair.RepairRequest;
import io.schemamedic.engine.repair.RepairSession;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/**
 * From a plan that the guard has allowed to its outcome: take a place in the budgets, record, run,
 * remember. For one cause; used on one thread.
 */
final class PlanRun {
  /**
   * In place of the caller's process, if the repair runs on the caller's thread: it does so only
   * while the caller's session is idle, so that the only locks there are the repair's own.
   */
  private static final int NO_LOCKS = 0;

  private final Healing healing;
  private final MonitoredDatabase database;
  private final RepairCause cause;
  private final long deadlineNanos;

  /**
   * @param deadlineNanos by the engine's clock: no new attempt begins later
   */
  PlanRun(Healing healing, MonitoredDatabase database, RepairCause cause, long deadlineNanos) {
    this.healing = healing;
    this.database = database;
    this.cause = cause;
    this.deadlineNanos = deadlineNanos;
  }

  /**
   * Runs the plan, unless a budget or the audit is in the way.
   *
   * @param role that runs it, for the records
   * @throws StepFailure if the agent failed
   */
  RepairResult repair(RepairSession session, RepairPlan plan, String role) {
    long began = healing.clock().nanos();
    GuardDecision begins = database.memory().tryBegin(healing.policy().budget(), began);
    if (!begins.isAllowed()) {
      return refused(begins.reason(), begins.detail(), plan);
    }
    RepairOutcome outcome = RepairOutcome.failed(Reason.AGENT_ERROR, "");
    Step step = Step.RECORD;
    try {
      String repairId = healing.records().repairs().history().newId(cause.incident(), plan);
      try {
        healing.records().repairs().begins(database, cause, plan, role, repairId);
      } catch (IOException e) {
        outcome = RepairOutcome.refused(Reason.AUDIT_UNAVAILABLE, e.getClass().getSimpleName());
        return refused(outcome.reason(), outcome.detail(), plan);
      }
      step = Step.REPAIR;
      try {
        outcome = new RepairExecutor(session.connection()).run(request(session, plan));
      } catch (SQLException e) {
        outcome = RepairOutcome.failed(Reason.DDL_FAILED, "sqlstate " + e.getSQLState());
      } catch (AfterCommitError e) {
        healing.records().agentError(step.code(), e);
        outcome = RepairOutcome.failed(Reason.OUTCOME_UNKNOWN, e.what());
      } finally {
        ended(plan, role, repairId, outcome, Duration.ofNanos(healing.clock().nanos() - began));
      }
    } catch (Throwable e) {
      throw new StepFailure(step, e);
    } finally {
      remember(plan, outcome);
    }
    if (outcome.isThere()) {
      return RepairResult.there(outcome.reason(), plan);
    }
    return outcome.status() == RepairOutcome.Status.REFUSED
        ? refused(outcome.reason(), outcome.detail(), plan)
        : RepairResult.not(Decision.FAILED, outcome.reason(), outcome.detail(), plan);
  }

  /** What has run has run, even if it cannot be told. */
  private void ended(
      RepairPlan plan, String role, String repairId, RepairOutcome outcome, Duration took) {
    try {
      healing.records().repairs().ended(database, cause, plan, role, repairId, outcome, took);
    } catch (Throwable e) {
      healing.records().agentError(Step.RECORD.code(), e);
    }
  }

  private void remember(RepairPlan plan, RepairOutcome outcome) {
    DatabaseMemory memory = database.memory();
    long now = healing.clock().nanos();
    if (outcome.isThere() || outcome.reason() == Reason.OUTCOME_UNKNOWN) {
      memory.added(plan);
      healing.handledNames().added(database.label(), plan.newTables());
    }
    if (outcome.status() == RepairOutcome.Status.REPAIRED) {
      memory.repairSucceeded(plan, now);
    } else if (outcome.status() == RepairOutcome.Status.FAILED
        && outcome.reason() != Reason.LOCK_TIMEOUT
        && outcome.reason() != Reason.DEPLOY_IN_PROGRESS
        && outcome.reason() != Reason.WAIT_BUDGET_SPENT
        && outcome.reason() != Reason.STALE_PLAN) {
      memory.repairFailed(plan, outcome.reason(), now);
    } else {
      memory.repairEndedOtherwise();
    }
  }

  /** How the plan is to be run on that session. */
  RepairRequest request(RepairSession session, RepairPlan plan) {
    return new RepairRequest(
        plan,
        session.searchPath(),
        session.serviceRole().value(),
        session.patience().isLimited() ? NO_LOCKS : cause.callerPid(),
        cause.preparable(),
        cause.failure(),
        healing.policy().namesExactly(plan.newColumns().keySet()),
        healing.ledgerClaim(cause.incident()),
        healing.lockTimeout(),
        session.patience().atMost(healing.statementTimeout()),
        deadlineNanos,
        healing.killSwitch()::isOn);
  }

  private static RepairResult refused(Reason reason, String detail, RepairPlan plan) {
    return RepairResult.not(Decision.REFUSED, reason, detail, plan);
  }
}

package io.schemamedic.engine.runtime;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.failure.FailureKind;
import io.schemamedic.engine.retry.CallFacts;
import io.schemamedic.engine.retry.RetryDecision;
import io.schemamedic.engine.statement.FlatStatement;
import io.schemamedic.engine.statement.Role;
import io.schemamedic.engine.statement.RoleReader;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The end of the line: nothing is missing any more, and the failed call is repeated or not. Used by
 * the calling thread, for one failure.
 */
final class Repetition {
  private final Healing healing;
  private final FailedCallReader reader;
  private final CallersWait wait;
  private final CallRecord record;
  private final MonitoredDatabase database;
  private final Gap gap;

  Repetition(
      Healing healing,
      FailedCallReader reader,
      CallersWait wait,
      CallRecord record,
      MonitoredDatabase database,
      Gap gap) {
    this.healing = healing;
    this.reader = reader;
    this.wait = wait;
    this.record = record;
    this.database = database;
    this.gap = gap;
  }

  /** The gap is closed. Null if the first exception has to reach the caller. */
  @Nullable CallRecord afterRepair(CallFacts facts, RepairResult result) throws SQLException {
    record.meets(gap);
    return repeat(
        healing.retryPolicy().decide(facts, role(result), result.mayHaveRewritten(gap.failure())),
        facts,
        result);
  }

  /**
   * Only the plan was wrong, and the driver makes a new one by itself. Null if the first exception
   * has to reach the caller.
   */
  @Nullable CallRecord withNewPlan() throws SQLException {
    record.meets(gap);
    RepairResult nothing = RepairResult.stalePlan();
    RepairResult late = wait.until(nanos -> nanos > 0);
    if (late != null) {
      return notRepeated(nothing, late.reason(), late.detail());
    }
    CallFacts facts = reader.facts();
    boolean meansTheSame = FlatStatement.of(gap.shape()).meansTheSameWithNewColumns();
    return repeat(healing.retryPolicy().decideForStalePlan(facts, meansTheSame), facts, nothing);
  }

  private @Nullable CallRecord repeat(RetryDecision rule, CallFacts facts, RepairResult result)
      throws SQLException {
    if (!rule.isRepeat()) {
      return notRepeated(result, rule.reason(), "");
    }
    RepairResult unwanted = wait.end();
    if (unwanted != null) {
      return notRepeated(result, unwanted.reason(), unwanted.detail());
    }
    if (!reader.isUnusedSince(facts, rule)) {
      return notRepeated(result, Reason.TRANSACTION_CHANGED, "");
    }
    if (!healing.killSwitch().letsRepetitionBegin()) {
      conclude(result.notRepeated(Reason.KILL_SWITCH, ""));
      return null;
    }
    try {
      return begin(rule, result);
    } finally {
      healing.killSwitch().repetitionHasBegun();
    }
  }

  private @Nullable CallRecord begin(RetryDecision rule, RepairResult result) {
    if (rule.isRollbackFirst()) {
      // Nothing but the failed statement is in this transaction. Not earlier than now: if the call
      // were not repeated after all, the service would go on in a fresh transaction without
      // knowing.
      try {
        reader.connection().connection().rollback();
      } catch (SQLException e) {
        // The connection has broken meanwhile, and the transaction with it.
        return notRepeated(result, Reason.TRANSACTION_CHANGED, "rollback failed");
      }
    }
    record.repeats(database, gap, result, healing.clock().nanos());
    return record;
  }

  private @Nullable CallRecord notRepeated(RepairResult closed, Reason reason, String detail) {
    healing.records().notRepeated(reason);
    conclude(closed.notRepeated(reason, detail));
    return null;
  }

  private void conclude(RepairResult result) {
    healing.records().concluded(record, database.label(), gap, result);
  }

  private Role role(RepairResult result) {
    NewNames names = NewNames.of(database.memory());
    names.addMissing(record.gaps());
    if (result.plan() != null) {
      names.addPlan(result.plan());
    }
    // A table that was missing a moment ago is new as a whole, and so is every row that its columns
    // choose or order.
    if (result.present() != null && gap.failure().kind() != FailureKind.UNDEFINED_TABLE) {
      names.addAllThatMayBeNew(result.present());
    }
    return RoleReader.read(gap.shape(), names.tables(), names.columns());
  }
}

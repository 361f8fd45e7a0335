package io.schemamedic.engine.runtime;

import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.diagnosis.Candidates;
import io.schemamedic.engine.diagnosis.Diagnosis;
import io.schemamedic.engine.diagnosis.UndeclaredName;
import io.schemamedic.engine.driver.ServiceConnection;
import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.failure.FailureKind;
import io.schemamedic.engine.guard.ExistenceProbe;
import io.schemamedic.engine.retry.CallFacts;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.statement.NamedRelations;
import io.schemamedic.engine.statement.StatementShape;
import io.schemamedic.entry.FailedCall;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One failing statement, straight through, on the thread of its caller: classify, diagnose (as far
 * as no database is needed), have the gap closed by {@link RepairTask}, decide on the retry. Every
 * way out is recorded with its reason.
 */
final class HealingLine {
  private final Healing healing;
  private final Databases databases;
  private Step step = Step.CLASSIFY;

  HealingLine(Healing healing, Databases databases) {
    this.healing = healing;
    this.databases = databases;
  }

  /** The step that is under way, for counting a failure of the agent itself. */
  Step step() {
    return step;
  }

  /**
   * Null if the first exception has to reach the caller; the exception of this attempt if that one
   * has to; otherwise the record, and the call is to be repeated.
   */
  @Nullable Object handle(FailedCall call, SQLException thrown, CallRecord record)
      throws SQLException {
    record.enters(call.failedAtNanos());
    FailedCallReader reader = new FailedCallReader(call, thrown);
    Failure failure = reader.classify();
    if (record.wasRepeated()) {
      if (UncertainEnd.is(thrown)) {
        healing.records().retryFailed(record, Reason.RETRY_UNCERTAIN);
        return thrown;
      }
      if (BatchEnd.isPartlyApplied(thrown)) {
        healing.records().retryFailed(record, Reason.BATCH_PARTLY_APPLIED);
        return thrown;
      }
      Reason end = endOfRepetition(record, failure);
      if (end != null) {
        healing.records().retryFailed(record, end);
        return null;
      }
    }
    if (failure == null) {
      return null;
    }

    step = Step.DIAGNOSE;
    StatementShape shape = reader.shape();
    DeclaredSchema declared = healing.declared();
    Candidates candidates = Candidates.of(failure, NamedRelations.of(shape), declared);
    Gap gap =
        new Gap(
            record.incident(),
            failure,
            shape,
            declared,
            candidates,
            reader.connection().backendPid(),
            reader.connection().reportedSearchPath());
    healing.records().failure(gap);
    MonitoredDatabase database = databases.of(reader.connection().connection());
    if (database != null && isStalePlanOfOurs(gap)) {
      step = Step.RETRY;
      CallersWait wait = CallersWait.of(call, record, healing.waitBudget(), healing.clock());
      return new Repetition(healing, reader, wait, record, database, gap).withNewPlan();
    }
    RepairResult unasked = withoutDatabase(gap, thrown, reader.connection());
    if (database != null && (unasked == null || unasked.reason() == Reason.KILL_SWITCH)) {
      healing.records().repairs().missed(database, gap, call.failedAtNanos());
    }
    if (unasked != null || database == null) {
      concludeUnasked(record, database, gap, unasked == null ? busy() : unasked);
      return null;
    }

    CallFacts facts = reader.facts();
    CallersWait wait = CallersWait.of(call, record, healing.waitBudget(), healing.clock());
    RepairResult result =
        new CallersTurn(healing, database, reader.connection().connection(), facts)
            .answer(gap, wait);
    if (!result.isThere()) {
      if (result.decision() == Decision.REFUSED && failure.kind() == FailureKind.UNDEFINED_TABLE) {
        healing.handledNames().refused(database.label(), result.reason(), names(candidates));
      }
      conclude(record, database, gap, result);
      return null;
    }

    healing.records().repairs().isThere(database, gap);
    step = Step.RETRY;
    return new Repetition(healing, reader, wait, record, database, gap).afterRepair(facts, result);
  }

  /**
   * Why a call that was repeated and failed again must not go on; null if it lacks something else
   * now.
   */
  private static @Nullable Reason endOfRepetition(CallRecord record, @Nullable Failure failure) {
    if (failure == null || record.isAtEnd()) {
      return Reason.RETRY_FAILED;
    }
    if (failure.unusable() != null && !failure.isStalePlan()) {
      return Reason.RETRY_FAILED;
    }
    return record.hasMet(failure) ? Reason.NO_PROGRESS : null;
  }

  /**
   * Whether only the plan of the statement is wrong, and that of a table which may be repaired, by
   * this process or another one.
   */
  private boolean isStalePlanOfOurs(Gap gap) {
    if (!gap.failure().isStalePlan() || healing.mode() != Mode.REPAIR) {
      return false;
    }
    for (RelationName table : names(gap.candidates())) {
      if (healing.policy().mayRepair(table)) {
        return true;
      }
    }
    return false;
  }

  /** The answer where no query is needed or allowed; null if the database has to be asked. */
  private @Nullable RepairResult withoutDatabase(
      Gap gap, SQLException thrown, ServiceConnection connection) {
    Failure failure = gap.failure();
    Reason unusable = failure.unusable();
    boolean observing = healing.mode() == Mode.OBSERVE;
    Decision decision = observing ? Decision.OBSERVED : Decision.REFUSED;
    if (unusable != null) {
      return RepairResult.not(decision, unusable, failure.detail(), null);
    }
    String question = question(gap, thrown);
    if (question != null) {
      return RepairResult.not(decision, Reason.EXISTENCE_PROBE, question, null);
    }
    if (gap.declared().tables().isEmpty()) {
      return RepairResult.not(decision, Reason.NO_DECLARED_SCHEMA, "", null);
    }
    if (gap.candidates().isEmpty()) {
      Diagnosis why = UndeclaredName.diagnose(failure, gap.named(), gap.declared());
      return RepairResult.not(decision, why.reason(), why.detail(), null);
    }
    if (connection.isReportedOnStandby()) {
      return RepairResult.not(decision, Reason.STANDBY, "in recovery", null);
    }
    if (observing) {
      return RepairResult.not(decision, Reason.OBSERVE_MODE, "", null);
    }
    return healing.killSwitch().isOn()
        ? RepairResult.not(decision, Reason.KILL_SWITCH, "", null)
        : null;
  }

  /** The caller gets its exception now; what an undeclared name was meant to be is found later. */
  private void concludeUnasked(
      CallRecord record, @Nullable MonitoredDatabase database, Gap gap, RepairResult result) {
    record.leaves(healing.clock().nanos());
    if (database != null
        && result.reason() == Reason.UNDECLARED
        && healing.mode() != Mode.OBSERVE
        && !healing.killSwitch().isOn()) {
      UndeclaredLook.conclude(healing, database, record, gap, result);
      return;
    }
    healing
        .records()
        .concludedAtOnce(record, database == null ? null : database.label(), gap, result);
  }

  /** Who only asks whether something exists; null if nobody does. */
  private @Nullable String question(Gap gap, SQLException thrown) {
    List<RelationName> declared = names(gap.candidates());
    return ExistenceProbe.asks(
        gap.failure(),
        gap.shape(),
        declared,
        healing.handledNames().containsAny(declared),
        healing.policy(),
        thrown::getStackTrace);
  }

  private static List<RelationName> names(Candidates candidates) {
    List<RelationName> names = new ArrayList<>();
    for (DeclaredTable table : candidates.tables()) {
      names.add(table.name());
    }
    return names;
  }

  private static RepairResult busy() {
    return RepairResult.not(Decision.REFUSED, Reason.BUSY, "too many databases", null);
  }

  private void conclude(
      CallRecord record, MonitoredDatabase database, Gap gap, RepairResult result) {
    healing.records().concluded(record, database.label(), gap, result);
  }

  /** A repeated call has returned normally. */
  void healed(CallRecord record) {
    step = Step.RETRY;
    healing.records().healed(record);
  }
}

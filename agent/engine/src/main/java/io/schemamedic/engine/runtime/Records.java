package io.schemamedic.engine.runtime;

import io.schemamedic.engine.audit.AuditLog;
import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.failure.FailureKind;
import io.schemamedic.engine.incident.DecisionEvents;
import io.schemamedic.engine.incident.Incident;
import io.schemamedic.engine.incident.IncidentIds;
import io.schemamedic.engine.incident.IncidentLog;
import io.schemamedic.engine.incident.IncidentStore;
import io.schemamedic.engine.metrics.MedicMetrics;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.schema.DeclaredTable;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that only listens: metrics, audit, incidents, drafts. Each event of the line is one
 * method here, so that none is recorded in one place and forgotten in another. Thread-safe.
 */
final class Records {
  private static final String REPEATED = "repeated";
  private static final String NOT_REPEATED = "not_repeated";
  private static final String FAILED_AGAIN = "failed_again";
  private static final String CALL = "call";

  private final MedicMetrics metrics;
  private final IncidentRecords incidents;
  private final IncidentIds ids;
  private final RepairRecords repairs;
  private final AgentErrors errors;
  private final Clock clock;
  private final Tally tally;

  Records(
      Mode mode,
      MedicMetrics metrics,
      AuditLog audit,
      IncidentLog log,
      IncidentStore incidents,
      IncidentIds ids,
      RepairRecords repairs,
      AgentErrors errors,
      Clock clock) {
    this.metrics = metrics;
    this.tally = new Tally(metrics);
    this.incidents = new IncidentRecords(mode, audit, log, incidents, errors, clock);
    this.ids = ids;
    this.repairs = repairs;
    this.errors = errors;
    this.clock = clock;
    for (Step step : Step.values()) {
      metrics.expectAgentError(step.code());
    }
    for (FailureKind kind : FailureKind.values()) {
      metrics.expectFailure(kind.code(), kind.sqlState());
    }
    expectDecisions();
  }

  /** The decisions that alerts are made of; a counter that first appears at 1 has no rate. */
  private void expectDecisions() {
    metrics.expectDecision(Decision.HEALED.code(), Reason.REPAIRED.code());
    metrics.expectDecision(Decision.HEALED.code(), Reason.ALREADY_PRESENT.code());
    metrics.expectDecision(Decision.HEALED.code(), Reason.CACHED_PLAN.code());
    metrics.expectDecision(Decision.REPAIRED_FOR_NEXT.code(), Reason.REPAIRED.code());
    metrics.expectDecision(Decision.REPAIRED_FOR_NEXT.code(), Reason.LATER_IN_TRANSACTION.code());
    metrics.expectDecision(Decision.REPAIRED_FOR_NEXT.code(), Reason.PREDICATE.code());
    metrics.expectDecision(Decision.PROPOSED.code(), Reason.PROPOSE_MODE.code());
    metrics.expectDecision(Decision.OBSERVED.code(), Reason.OBSERVE_MODE.code());
    metrics.expectDecision(Decision.REFUSED.code(), Reason.NOT_ALLOWED.code());
    metrics.expectDecision(Decision.REFUSED.code(), Reason.UNDECLARED.code());
    metrics.expectDecision(Decision.FAILED.code(), Reason.LOCK_TIMEOUT.code());
    metrics.expectDecision(Decision.FAILED.code(), Reason.RETRY_FAILED.code());
  }

  String newIncident() {
    return ids.next();
  }

  /** A statement failed because of the schema; names become labels only if they are declared. */
  void failure(Gap gap) {
    metrics.failure(
        gap.failure().kind().code(),
        gap.failure().kind().sqlState(),
        gap.relation(),
        gap.relation() == null ? null : gap.column());
  }

  /** A call ended without being healed, and its caller had to wait for that. */
  void concluded(CallRecord record, String database, Gap gap, RepairResult result) {
    concluded(record, database, gap, result, delayOf(record));
  }

  /**
   * A call ended without being healed, decided without asking anyone. Its caller may have waited
   * for something else that was missing before.
   */
  void concludedAtOnce(CallRecord record, @Nullable String database, Gap gap, RepairResult result) {
    concluded(record, database, gap, result, record.wasRepeated() ? delayOf(record) : null);
  }

  private void concluded(
      CallRecord record,
      @Nullable String database,
      Gap gap,
      RepairResult result,
      @Nullable Duration delay) {
    tally.decided(result.decision(), result.reason());
    if (record.wasRepeated() && result.decision() != Decision.REPAIRED_FOR_NEXT) {
      metrics.retry(FAILED_AGAIN, result.reason().code());
    }
    RepairPlan plan = result.plan();
    incidents.report(
        Incident.of(
                record.incident(), clock.now(), result.decision().code(), result.reason().code())
            .database(database)
            .relation(relation(gap, result), columns(gap))
            .failure(gap.failure().kind().code(), gap.failure().kind().sqlState())
            .detail(result.detail().isEmpty() ? null : result.detail())
            .advice(result.reason().advice())
            .ddl(plan == null ? Collections.<String>emptyList() : plan.ddl())
            .plan(plan == null ? null : plan.fingerprint())
            .by(CALL)
            .pending(result.pending())
            .callDelay(delay)
            .build(),
        gap::statementFingerprint);
  }

  /** A repeated call returned normally. */
  void healed(CallRecord record) {
    metrics.retry(REPEATED, record.lastReason().code());
    tally.decided(Decision.HEALED, record.lastReason());
    Duration delay = delayOf(record);
    Gap gap = record.lastGap();
    RepairPlan plan = record.lastResult().plan();
    incidents.report(
        Incident.of(
                record.incident(), clock.now(), Decision.HEALED.code(), record.lastReason().code())
            .database(record.database().label())
            .relation(relation(gap, record.lastResult()), columns(gap))
            .failure(gap.failure().kind().code(), gap.failure().kind().sqlState())
            .advice(record.lastReason().advice())
            .ddl(plan == null ? Collections.<String>emptyList() : plan.ddl())
            .plan(plan == null ? null : plan.fingerprint())
            .by(CALL)
            .pending(record.lastResult().pending())
            .callDelay(delay)
            .build(),
        gap::statementFingerprint);
  }

  /**
   * A call on a database that is not PostgreSQL failed because of the schema.
   *
   * @param product the database's name
   */
  void otherDriver(
      String product, String kind, @Nullable String sqlState, int vendorCode, Decision decision) {
    metrics.failure(kind, sqlState, null, null);
    tally.decided(decision, Reason.OTHER_DRIVER);
    incidents.report(
        Incident.of(newIncident(), clock.now(), decision.code(), Reason.OTHER_DRIVER.code())
            .database(product)
            .failure(kind, sqlState)
            .detail("vendor code " + vendorCode)
            .by(CALL)
            .advice(Reason.OTHER_DRIVER.advice())
            .build());
  }

  /** What a check found missing was added before a statement failed for it, or why it was not. */
  void ofCheck(MonitoredDatabase database, DriftCause cause, RepairResult result) {
    RepairResult end = result.isThere() ? result.notRepeated(result.reason(), "") : result;
    tally.decided(end.decision(), end.reason());
    incidents.ofCheck(database.label(), cause, end);
  }

  /**
   * What became of an approval; its line in the log is told by whoever took it.
   *
   * @param by the way on which it came
   */
  void approved(Approval approval, String by) {
    tally.decided(approval.decision(), approval.reason());
    repairs.approved(approval, by);
    incidents.events().record(approval.toDecision(clock.now()));
  }

  /** A call whose gap is closed is not repeated. */
  void notRepeated(Reason reason) {
    metrics.retry(NOT_REPEATED, reason.code());
  }

  /** A repeated call failed again, and the caller gets the first exception. */
  void retryFailed(CallRecord record, Reason reason) {
    record.database().repairs().forget(record.lastGap().key());
    concluded(
        record,
        record.database().label(),
        record.lastGap(),
        RepairResult.not(Decision.FAILED, reason, "", record.lastResult().plan()),
        delayOf(record));
  }

  /** What is recorded of plans and repairs. */
  RepairRecords repairs() {
    return repairs;
  }

  void databaseUp(String database, boolean up) {
    tally.databaseUp(database, up);
  }

  /** Where each decision becomes an event for the JVM's recorder. */
  DecisionEvents events() {
    return incidents.events();
  }

  /** What was decided so far. */
  Tally tally() {
    return tally;
  }

  void agentError(String where, Throwable error) {
    errors.count(where, error);
  }

  private static List<String> columns(Gap gap) {
    String column = gap.column();
    return column == null ? Collections.<String>emptyList() : Collections.singletonList(column);
  }

  /**
   * The relation concerned. Which one an unqualified name means may only be known once the database
   * was asked; incidents about different relations must not be taken for one.
   */
  private static @Nullable String relation(Gap gap, RepairResult result) {
    DeclaredTable present = result.present();
    if (gap.relation() != null || present != null) {
      return present == null ? gap.relation() : present.name().toString();
    }
    RepairPlan plan = result.plan();
    for (DeclaredTable candidate : gap.candidates().tables()) {
      if (plan != null && plan.repairedRelations().contains(candidate.name())) {
        return candidate.name().toString();
      }
    }
    return null;
  }

  /** What the caller has waited, counted as the delay of its call: to be asked once a call. */
  private Duration delayOf(CallRecord record) {
    Duration delay = Duration.ofNanos(record.waitedNanos(clock.nanos()));
    metrics.callDelay(delay);
    return delay;
  }
}

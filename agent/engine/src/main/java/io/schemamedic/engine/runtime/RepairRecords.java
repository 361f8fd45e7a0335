package io.schemamedic.engine.runtime;

import io.schemamedic.engine.audit.AuditEntry;
import io.schemamedic.engine.audit.AuditEvent;
import io.schemamedic.engine.audit.AuditLog;
import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.metrics.MedicMetrics;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.repair.RepairOutcome;
import io.schemamedic.engine.sql.RelationName;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;

/** What becomes of plans: metrics, audit, drift, drafts. Only listens. Thread-safe. */
final class RepairRecords {
  private final Mode mode;
  private final MedicMetrics metrics;
  private final AuditLog audit;
  private final PlanStore plans;
  private final DriftStore drift;
  private final Drafts drafts;
  private final AgentErrors errors;
  private final Clock clock;
  private final RepairHistory history;

  RepairRecords(
      Mode mode,
      MedicMetrics metrics,
      AuditLog audit,
      PlanStore plans,
      DriftStore drift,
      Drafts drafts,
      AgentErrors errors,
      Clock clock) {
    this.mode = mode;
    this.metrics = metrics;
    this.audit = audit;
    this.plans = plans;
    this.drift = drift;
    this.drafts = drafts;
    this.errors = errors;
    this.clock = clock;
    this.history = new RepairHistory(drafts.unreconciled());
    for (RepairOutcome.Status status : RepairOutcome.Status.values()) {
      metrics.expectRepair(status.code());
    }
  }

  /**
   * A plan was made and is not run unless somebody approves it.
   *
   * @param identity of the database, as the server tells it
   */
  void proposed(
      MonitoredDatabase database, Gap cause, RepairPlan plan, String identity, String role) {
    String declaration = PlanOrigin.declaration(cause.declared(), plan);
    plans.waits(database, PlanOrigin.of(cause, identity, declaration), plan);
    drafts.write(database, cause, plan, null);
    try {
      audit.append(
          entry(AuditEvent.DECISION, database, cause, plan)
              .role(role)
              .decision(Decision.PROPOSED.code(), Reason.PROPOSE_MODE.code(), null)
              .build());
    } catch (IOException e) {
      // Nothing was run, so nothing is withheld either; but it must be noticed.
      errors.auditNotWritten(e);
    }
  }

  /**
   * A repair is about to run.
   *
   * @throws IOException if it cannot be recorded; it must not run then
   */
  void begins(
      MonitoredDatabase database, RepairCause cause, RepairPlan plan, String role, String repairId)
      throws IOException {
    audit.append(
        entry(AuditEvent.DECISION, database, cause, plan)
            .role(role)
            .decision("repair", "allowed", null)
            .repairId(repairId)
            .build());
    if (cause.approvedBy() == null) {
      plans.begins(database, PlanOrigin.of(cause), plan, cause.origin());
    }
  }

  /** A repair that has begun has ended. */
  void ended(
      MonitoredDatabase database,
      RepairCause cause,
      RepairPlan plan,
      String role,
      String repairId,
      RepairOutcome outcome,
      Duration took) {
    String planId = plans.idOf(database, plan);
    if (cause.approvedBy() == null) {
      // Before all else, so that nothing that fails below leaves it running for ever.
      plans.ended(database, plan, outcome);
    }
    metrics.repair(outcome.status().code(), took);
    if (outcome.isThere()) {
      isThere(database, plan, outcome.status() == RepairOutcome.Status.REPAIRED);
    }
    boolean mayBeThere =
        outcome.status() == RepairOutcome.Status.REPAIRED
            || outcome.reason() == Reason.OUTCOME_UNKNOWN;
    String draft = mayBeThere ? drafts.write(database, cause, plan, repairId) : null;
    history.ended(
        new RepairHistory.Repair(
            clock.now(),
            database.label(),
            plan,
            outcome,
            took,
            repairId,
            cause.incident(),
            planId,
            cause.origin(),
            draft));
    try {
      audit.append(
          entry(AuditEvent.OUTCOME, database, cause, plan)
              .role(role)
              .decision(outcome.status().code(), outcome.reason().code(), outcome.detail())
              .duration(took)
              .repairId(repairId)
              .build());
    } catch (IOException e) {
      // The repair has run and its beginning is on record; what is missing is how it ended.
      errors.auditNotWritten(e);
    }
  }

  /**
   * A call has failed for what could be added.
   *
   * @param failedAtNanos by the engine's clock
   */
  void missed(MonitoredDatabase database, Gap gap, long failedAtNanos) {
    drift.gaps().missed(database.driftKey(), gap, failedAtNanos);
  }

  /** What a call has missed is there by now. */
  void isThere(MonitoredDatabase database, Gap gap) {
    drift.gaps().isThere(database.driftKey(), gap);
  }

  /** See {@link PlanStore#saw}. */
  void saw(
      MonitoredDatabase database,
      String identity,
      CatalogSnapshot catalog,
      Collection<RelationName> read) {
    plans.saw(database, identity, catalog, read);
  }

  /** What a plan adds was there before it could run. */
  void foundPresent(MonitoredDatabase database, RepairPlan plan) {
    isThere(database, plan, false);
  }

  /** What the next check will say of it is known already. */
  private void isThere(MonitoredDatabase database, RepairPlan plan, boolean byUs) {
    drift.closed(database.driftKey(), plan);
    for (Duration since : drift.gaps().closedBy(database.driftKey(), plan, clock.nanos())) {
      if (byUs) {
        metrics.timeToHeal(since);
      }
    }
  }

  /**
   * What became of an approval.
   *
   * @param by the way on which it came
   */
  void approved(Approval approval, String by) {
    KnownPlan known = approval.plan();
    try {
      audit.append(
          (known == null
                  ? AuditEntry.at(clock.now(), AuditEvent.APPROVAL, "")
                  : entry(
                      AuditEvent.APPROVAL,
                      known.database(),
                      new ApprovalCause(known.origin(), by),
                      known.plan()))
              .approvedBy(by)
              .decision(approval.outcome(), approval.reason().code(), approval.detail())
              .build());
    } catch (IOException e) {
      // What was to be run is on record by itself, else it was not run.
      errors.auditNotWritten(e);
    }
  }

  /** What was run and what became of it. */
  RepairHistory history() {
    return history;
  }

  /** The repairs of this process that wait for their migration. */
  UnreconciledRepairs unreconciled() {
    return drafts.unreconciled();
  }

  private AuditEntry.Builder entry(
      AuditEvent event, MonitoredDatabase database, RepairCause cause, RepairPlan plan) {
    return AuditEntry.at(clock.now(), event, cause.incident())
        .database(database.label())
        .relation(PlanNames.relation(plan), PlanNames.columns(plan))
        .failure(cause.kind(), cause.sqlState())
        .mode(mode.name().toLowerCase(Locale.ROOT))
        .statementFingerprint(cause.statementFingerprint())
        .plan(plan.fingerprint(), plan.ddl())
        .premises(plan.catalogFingerprint(), PlanNames.hazards(plan))
        .approvedBy(cause.approvedBy());
  }
}

package io.schemamedic.engine.runtime;

import io.schemamedic.engine.audit.AuditEntry;
import io.schemamedic.engine.audit.AuditEvent;
import io.schemamedic.engine.audit.AuditLog;
import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.metrics.MedicMetrics;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.repair.RepairOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    for (RepairOutcome.Status status : RepairOutcome.Status.values()) {
      metrics.expectRepair(status.code());
    }
  }

  /** A plan was made and is not run. */
  void proposed(MonitoredDatabase database, RepairCause cause, RepairPlan plan, String role) {
    plans.made(database.label(), plan, clock.now());
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
    plans.made(database.label(), plan, clock.now());
    audit.append(
        entry(AuditEvent.DECISION, database, cause, plan)
            .role(role)
            .decision("repair", "allowed", null)
            .repairId(repairId)
            .build());
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
    metrics.repair(outcome.status().code(), took);
    if (outcome.isThere()) {
      drift.closed(database.driftKey(), plan);
      for (Duration since : drift.gaps().closedBy(database.driftKey(), plan, clock.nanos())) {
        if (outcome.status() == RepairOutcome.Status.REPAIRED) {
          metrics.timeToHeal(since);
        }
      }
    }
    if (outcome.status() == RepairOutcome.Status.REPAIRED
        || outcome.reason() == Reason.OUTCOME_UNKNOWN) {
      drafts.write(database, cause, plan, repairId);
    }
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

  /** The repairs of this process that wait for their migration. */
  UnreconciledRepairs unreconciled() {
    return drafts.unreconciled();
  }

  private AuditEntry.Builder entry(
      AuditEvent event, MonitoredDatabase database, RepairCause cause, RepairPlan plan) {
    return AuditEntry.at(clock.now(), event, cause.incident())
        .database(database.label())
        .relation(plan.repairedRelations().iterator().next().toString(), newColumns(plan))
        .failure(cause.kind(), cause.sqlState())
        .mode(mode.name().toLowerCase(Locale.ROOT))
        .statementFingerprint(cause.statementFingerprint())
        .plan(plan.fingerprint(), plan.ddl())
        .premises(plan.catalogFingerprint(), hazards(plan));
  }

  private static List<String> hazards(RepairPlan plan) {
    List<String> hazards = new ArrayList<>();
    plan.hazards().forEach(hazard -> hazards.add(hazard.toString()));
    return hazards;
  }

  private static List<String> newColumns(RepairPlan plan) {
    List<String> names = new ArrayList<>();
    plan.newColumns()
        .values()
        .forEach(columns -> columns.forEach(column -> names.add(column.value())));
    return names;
  }
}

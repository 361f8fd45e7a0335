package io.schemamedic.engine.runtime;

import io.schemamedic.engine.audit.AuditEntry;
import io.schemamedic.engine.audit.AuditEvent;
import io.schemamedic.engine.audit.AuditLog;
import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.incident.DecisionEvents;
import io.schemamedic.engine.incident.Incident;
import io.schemamedic.engine.incident.IncidentLog;
import io.schemamedic.engine.incident.IncidentStore;
import io.schemamedic.engine.plan.RepairPlan;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * How one call ended: kept for whoever asks, told to the log, the first of its like to the audit.
 */
final class IncidentRecords {
  private final Mode mode;
  private final AuditLog audit;
  private final IncidentLog log;
  private final IncidentStore incidents;
  private final AgentErrors errors;
  private final Clock clock;
  private final DecisionEvents events;

  IncidentRecords(
      Mode mode,
      AuditLog audit,
      IncidentLog log,
      IncidentStore incidents,
      AgentErrors errors,
      Clock clock) {
    this.mode = mode;
    this.audit = audit;
    this.log = log;
    this.incidents = incidents;
    this.errors = errors;
    this.clock = clock;
    this.events = new DecisionEvents(error -> errors.count(Step.RECORD.code(), error));
  }

  /**
   * The end of a call whose statement is known.
   *
   * @param fingerprint of the statement; only asked for if the incident is told
   */
  void report(Incident occurrence, Supplier<String> fingerprint) {
    boolean told = incidents.isNew(occurrence) || log.isDue(occurrence);
    report(told ? occurrence.ofStatement(fingerprint.get()) : occurrence);
  }

  /** What a check has led to, without a call. */
  void ofCheck(String database, DriftCause cause, RepairResult result) {
    RepairPlan plan = result.plan();
    report(
        Incident.of(cause.incident(), clock.now(), result.decision().code(), result.reason().code())
            .database(database)
            .relation(cause.relation().toString(), cause.columns())
            .failure(cause.kind(), null)
            .detail(result.detail().isEmpty() ? null : result.detail())
            .advice(result.reason().advice())
            .ddl(plan == null ? Collections.<String>emptyList() : plan.ddl())
            .plan(plan == null ? null : plan.fingerprint())
            .by("check")
            .build());
  }

  void report(Incident incident) {
    events.record(incident);
    Incident now = incidents.record(incident);
    log.report(incident);
    if (now.count() == 1) {
      auditDecision(incident);
    }
  }

  /** Every decision is to be one of these events. */
  DecisionEvents events() {
    return events;
  }

  /** The first of like decisions; a storm of them is counted by the metrics. */
  private void auditDecision(Incident incident) {
    try {
      audit.append(
          AuditEntry.at(clock.now(), AuditEvent.DECISION, incident.id())
              .database(incident.database())
              .relation(incident.relation(), incident.columns())
              .failure(incident.kind(), incident.sqlState())
              .mode(mode.name().toLowerCase(Locale.ROOT))
              .decision(incident.decision(), incident.reason(), incident.detail())
              .statementFingerprint(incident.statementFingerprint())
              .callDelay(incident.callDelay())
              .build());
    } catch (IOException e) {
      // The decision changed nothing in the database, so it stands; but it must be noticed.
      errors.auditNotWritten(e);
    }
  }
}

package io.schemamedic.engine.runtime;

import io.schemamedic.engine.admin.AdminContent;
import io.schemamedic.engine.admin.ApprovalAnswer;
import io.schemamedic.engine.incident.IncidentStore;
import io.schemamedic.engine.metrics.MedicMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What the HTTP server shows, and the approvals that it takes. */
final class AgentPages implements AdminContent {
  /** A repair takes a second; beyond this whoever approved is told that it still runs. */
  private static final Duration LONGEST_APPROVAL = Duration.ofSeconds(20);

  private final StatusJson status;
  private final MedicMetrics metrics;
  private final IncidentStore incidents;
  private final DriftStore drift;
  private final PlanStore plans;
  private final RepairHistory repairs;
  private final Drafts drafts;
  private final AgentErrors errors;
  private final Approvals approvals;

  AgentPages(
      StatusJson status,
      MedicMetrics metrics,
      IncidentStore incidents,
      DriftStore drift,
      PlanStore plans,
      RepairHistory repairs,
      Drafts drafts,
      AgentErrors errors,
      Approvals approvals) {
    this.status = status;
    this.metrics = metrics;
    this.incidents = incidents;
    this.drift = drift;
    this.plans = plans;
    this.repairs = repairs;
    this.drafts = drafts;
    this.errors = errors;
    this.approvals = approvals;
  }

  @Override
  public String metrics() {
    return metrics.scrape();
  }

  @Override
  public String status() {
    return status.text();
  }

  @Override
  public String incidents() {
    return incidents.toJson();
  }

  @Override
  public String drift() {
    return DriftJson.of(drift.all());
  }

  @Override
  public String plans() {
    return plans.toJson();
  }

  @Override
  public String repairs() {
    return repairs.toJson();
  }

  @Override
  public Optional<String> draft(String name) {
    try {
      return drafts.text(name);
    } catch (IOException e) {
      errors.count(Step.RECORD.code(), e);
      return Optional.empty();
    }
  }

  @Override
  public ApprovalAnswer approve(String planId, String by) {
    return approvals.approve(planId, false, by, LONGEST_APPROVAL).toAnswer();
  }
}

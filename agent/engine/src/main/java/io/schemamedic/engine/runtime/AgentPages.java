package io.schemamedic.engine.runtime;

import io.schemamedic.engine.admin.AdminContent;
import io.schemamedic.engine.admin.ApprovalAnswer;
import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.incident.IncidentStore;
import io.schemamedic.engine.json.JsonWriter;
import io.schemamedic.engine.metrics.MedicMetrics;
import java.util.Locale;
import java.util.Optional;

/** What the HTTP server shows. */
final class AgentPages implements AdminContent {
  private final String version;
  private final Mode mode;
  private final MedicMetrics metrics;
  private final IncidentStore incidents;
  private final DriftStore drift;
  private final PlanStore plans;
  private final KillSwitch killSwitch;

  AgentPages(
      String version,
      Mode mode,
      MedicMetrics metrics,
      IncidentStore incidents,
      DriftStore drift,
      PlanStore plans,
      KillSwitch killSwitch) {
    this.version = version;
    this.mode = mode;
    this.metrics = metrics;
    this.incidents = incidents;
    this.drift = drift;
    this.plans = plans;
    this.killSwitch = killSwitch;
  }

  @Override
  public String metrics() {
    return metrics.scrape();
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
  public String status() {
    return new JsonWriter()
        .beginObject()
        .field("version", version)
        .field("mode", mode.name().toLowerCase(Locale.ROOT))
        .beginObject("killSwitch")
        .field("on", killSwitch.isOn())
        .endObject()
        .endObject()
        .toString();
  }

  @Override
  public String repairs() {
    return new JsonWriter().beginObject().beginArray("repairs").endArray().endObject().toString();
  }

  @Override
  public Optional<String> draft(String name) {
    return Optional.empty();
  }

  @Override
  public ApprovalAnswer approve(String planId, String by) {
    return ApprovalAnswer.of(
        ApprovalAnswer.Outcome.COULD_NOT,
        "refused",
        "not_supported",
        "",
        "Plans cannot be approved in this version. Nothing was changed.");
  }
}

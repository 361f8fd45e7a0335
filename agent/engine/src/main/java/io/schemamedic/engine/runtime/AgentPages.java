package io.schemamedic.engine.runtime;

import io.schemamedic.engine.admin.AdminContent;
import io.schemamedic.engine.admin.StatusPage;
import io.schemamedic.engine.admin.StatusTable;
import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.drift.Drift;
import io.schemamedic.engine.drift.SchemaDrift;
import io.schemamedic.engine.incident.IncidentStore;
import io.schemamedic.engine.metrics.MedicMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the HTTP server shows. */
final class AgentPages implements AdminContent {
  /** The rest is on {@code /api/drift}. */
  private static final int MOST_DRIFTS = 200;

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
  public StatusPage statusPage() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Mode", mode.name().toLowerCase(Locale.ROOT));
    facts.put("Kill switch", killSwitch.isOn() ? "on: nothing is repaired or retried" : "off");
    facts.put("Version", version);
    return StatusPage.of(
        facts,
        Arrays.asList(StatusTable.ofIncidents(incidents.recent()), driftTable(), planTable()));
  }

  private StatusTable driftTable() {
    List<List<String>> rows = new ArrayList<>();
    List<DriftStore.Known> databases = drift.all();
    for (DriftStore.Known known : databases) {
      SchemaDrift of = known.drift();
      if (of == null) {
        rows.add(Arrays.asList(known.database(), "", "unknown: " + known.why()));
        continue;
      }
      for (Drift each : of.drifts()) {
        if (rows.size() < MOST_DRIFTS) {
          rows.add(Arrays.asList(known.database(), each.severity().code(), each.toString()));
        }
      }
    }
    return StatusTable.of(
        "Drift",
        databases.isEmpty() ? "No database has been checked." : "None at the last check.",
        Arrays.asList("Database", "Severity", "What"),
        rows);
  }

  private StatusTable planTable() {
    List<List<String>> rows = new ArrayList<>();
    for (PlanStore.Made made : plans.all()) {
      rows.add(
          Arrays.asList(
              made.plan().fingerprint(),
              made.database(),
              made.when().toString(),
              String.join(";\n", made.plan().ddl()),
              made.plan().hazards().toString()));
    }
    return StatusTable.of(
        "Plans",
        "None since the agent started.",
        Arrays.asList("Plan", "Database", "Made", "DDL", "Hazards"),
        rows);
  }
}

package io.schemamedic.cli.report;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.drift.Drift;
import io.schemamedic.engine.json.JsonWriter;
import io.schemamedic.engine.plan.Hazard;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.runtime.DriftJson;
import java.util.ArrayList;

/** A plan for programs: one JSON object on one line. */
public final class PlanJson {
  private PlanJson() {}

  /**
   * The whole text, without a line end.
   *
   * @param version of the tool
   * @param exitCode with which the process will end
   */
  public static String of(PlanReport report, String version, int exitCode) {
    JsonWriter json =
        new JsonWriter()
            .beginObject()
            .field("command", "plan")
            .field("version", version)
            .field("database", report.database())
            .field("result", report.isKnown() ? "planned" : "unknown")
            .field("exitCode", exitCode);
    if (report.isKnown()) {
      json.beginArray("plans");
      for (PlanEntry entry : report.entries()) {
        entry(json, entry);
      }
      json.endArray().beginArray("unplanned");
      for (Drift drift : report.unplanned()) {
        DriftJson.write(json, drift);
      }
      json.endArray();
    }
    return json.field("problems", report.problems()).endObject().toString();
  }

  private static void entry(JsonWriter json, PlanEntry entry) {
    Reason refusal = entry.refusal();
    json.beginObject()
        .field("subject", entry.subject())
        .field("decision", refusal == null ? "would_run" : "refused");
    if (refusal != null) {
      json.field("reason", refusal.code())
          .field("detail", entry.detail())
          .field("advice", refusal.advice());
    }
    RepairPlan plan = entry.plan();
    if (plan != null) {
      json.field("fingerprint", plan.fingerprint()).field("ddl", plan.ddl());
      json.field("pendingMigrations", new ArrayList<>(plan.pending()));
      json.beginArray("hazards");
      for (Hazard hazard : plan.hazards()) {
        json.beginObject()
            .field("kind", hazard.kind().code())
            .field("subject", hazard.subject())
            .endObject();
      }
      json.endArray();
    }
    json.endObject();
  }
}

package io.schemamedic.engine.runtime;

import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.drift.Severity;
import io.schemamedic.engine.json.JsonWriter;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report as one JSON object. */
final class ReportJson {
  private ReportJson() {}

  static String of(EngineReport report) {
    JsonWriter json = new JsonWriter().beginObject().field("mode", report.mode());
    json.beginObject("killSwitch")
        .field("on", report.killSwitch().isOn())
        .field("reasons", report.killSwitch().reasons())
        .endObject()
        .beginArray("databases");
    for (Map.Entry<String, DriftStore.@Nullable Known> database : report.databases().entrySet()) {
      write(json, database.getKey(), report.tally().isUp(database.getKey()), database.getValue());
    }
    json.endArray().beginObject("decisions");
    for (Map.Entry<Decision, Long> decision : report.tally().decisions().entrySet()) {
      json.field(decision.getKey().code(), decision.getValue());
    }
    json.endObject();
    report.plans().writeTo(json, report.plans().waiting());
    report.incidents().writeTo(json, EngineReport.MOST_INCIDENTS);
    return json.endObject().toString();
  }

  private static void write(
      JsonWriter json, String name, @Nullable Boolean up, DriftStore.@Nullable Known drift) {
    json.beginObject().field("database", name);
    if (up != null) {
      json.field("up", up);
    }
    boolean known = drift != null && drift.drift() != null;
    json.field("driftKnown", known);
    if (drift != null) {
      Instant checkedAt = drift.checkedAt();
      json.field("reason", known ? null : drift.why())
          .field("lastCompleteCheck", checkedAt == null ? null : checkedAt.toString());
    }
    if (drift != null && known) {
      for (Severity severity : Severity.values()) {
        json.field(severity.code(), drift.count(severity));
      }
    }
    json.endObject();
  }
}

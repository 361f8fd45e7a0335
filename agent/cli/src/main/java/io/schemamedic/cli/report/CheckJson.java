package io.schemamedic.cli.report;

import io.schemamedic.engine.drift.Drift;
import io.schemamedic.engine.drift.Severity;
import io.schemamedic.engine.json.JsonWriter;
import io.schemamedic.engine.runtime.DriftJson;

/** A check for programs: one JSON object on one line. */
public final class CheckJson {
  private CheckJson() {}

  /**
   * The whole text, without a line end.
   *
   * @param version of the tool
   * @param exitCode with which the process will end
   */
  public static String of(CheckReport report, String version, int exitCode) {
    JsonWriter json =
        new JsonWriter()
            .beginObject()
            .field("command", "check")
            .field("version", version)
            .field("database", report.database())
            .field("result", report.result())
            .field("failOn", report.failOn().code())
            .field("exitCode", exitCode);
    if (report.isKnown()) {
      json.field("tables", report.tables().size()).beginObject("counts");
      for (Severity severity : Severity.values()) {
        json.field(severity.code(), report.drift().count(severity));
      }
      json.endObject().beginArray("drift");
      for (Drift drift : report.drift().drifts()) {
        DriftJson.write(json, drift);
      }
      json.endArray();
    }
    return json.field("problems", report.problems()).endObject().toString();
  }
}

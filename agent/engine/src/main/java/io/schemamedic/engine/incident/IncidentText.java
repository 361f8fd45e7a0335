package io.schemamedic.engine.incident;

import io.schemamedic.engine.log.LogLine;
import java.time.Duration;
import java.util.List;

/** The log line of an incident. Its constant texts and field names are what operators filter by. */
final class IncidentText {
  private IncidentText() {}

  /**
   * @param calls how many calls the line stands for
   * @param runbook the entry of its reason
   */
  static String of(Incident incident, long calls, String runbook) {
    LogLine line =
        LogLine.of(opening(incident))
            .field("incident", incident.id())
            .field("decision", incident.decision())
            .field("reason", incident.reason())
            .field("database", incident.database())
            .field("relation", incident.relation())
            .field("columns", String.join(", ", incident.columns()))
            .field("kind", incident.kind())
            .field("sqlState", incident.sqlState())
            .field("detail", incident.detail())
            .field("pending", pending(incident.pending()))
            .field("ddl", String.join("; ", incident.ddl()))
            .field("statement", incident.statementFingerprint());
    Duration callDelay = incident.callDelay();
    if (callDelay != null) {
      line.field("callDelayMillis", callDelay.toMillis());
    }
    if (calls > 1) {
      line.field("calls", calls);
    }
    return line.field("advice", incident.advice()).field("runbook", runbook).toString();
  }

  private static String pending(List<String> scripts) {
    String verb = scripts.size() == 1 ? " has" : " have";
    return scripts.isEmpty() ? "" : String.join(", ", scripts) + verb + " not run here";
  }

  private static String opening(Incident incident) {
    switch (incident.decision()) {
      case "healed":
        return "healed a failing call";
      case "repaired_for_next":
        // A check has no failing call, and so no SQLSTATE.
        return incident.sqlState() == null
            ? "repaired before a call failed"
            : "repaired for the next call, this one got its exception";
      case "proposed":
        return "proposed a repair";
      case "refused":
        return "refused to repair";
      case "failed":
        return "failed to repair";
      case "observed":
        return "saw a schema error";
      default:
        return "dealt with a failing call";
    }
  }
}

package io.schemamedic.engine.runtime;

import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.drift.Drift;
import io.schemamedic.engine.drift.SchemaDrift;
import io.schemamedic.engine.drift.Severity;
import io.schemamedic.engine.incident.Incident;
import io.schemamedic.engine.log.LogLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report for a person in a hurry: a line for each fact, what is wrong before what is right. */
final class ReportText {
  private static final int MOST_DRIFTS = 5;

  private static final String INDENT = "               ";

  private final StringBuilder text = new StringBuilder();

  private ReportText() {}

  static String of(EngineReport report) {
    ReportText text = new ReportText();
    List<String> reasons = report.killSwitch().reasons();
    text.fact(
        "kill switch",
        reasons.isEmpty()
            ? "off"
            : "ON, nothing is repaired or repeated: " + String.join("; ", reasons));
    if (report.databases().isEmpty()) {
      text.fact("databases", "none seen yet");
    }
    for (Map.Entry<String, DriftStore.@Nullable Known> database : report.databases().entrySet()) {
      text.database(database.getKey(), report.tally().isUp(database.getKey()), database.getValue());
    }
    text.fact("decisions", decisions(report.tally().decisions()));
    if (report.mode().equals(Mode.PROPOSE.code())) {
      text.plans(report.plans().waiting());
    }
    text.incidents(report.incidents().recent());
    return text.text.toString();
  }

  private void database(String name, @Nullable Boolean up, DriftStore.@Nullable Known known) {
    String state = up == null ? "not asked yet" : up ? "up" : "DOWN";
    fact("database", name + ": " + state + ", " + drift(known));
    SchemaDrift drift = known == null ? null : known.drift();
    if (drift == null) {
      return;
    }
    List<Drift> worst = new ArrayList<>();
    for (Drift each : drift.drifts()) {
      if (each.severity() != Severity.EXTRA) {
        worst.add(each);
      }
    }
    for (Drift each : worst.subList(0, Math.min(MOST_DRIFTS, worst.size()))) {
      fact("", "  " + each.severity().code() + " " + each);
    }
    if (worst.size() > MOST_DRIFTS) {
      fact("", "  and " + (worst.size() - MOST_DRIFTS) + " more");
    }
  }

  private static String drift(DriftStore.@Nullable Known known) {
    if (known == null || known.drift() == null) {
      return "drift unknown" + (known == null ? "" : ": " + known.why());
    }
    StringBuilder counts = new StringBuilder("drift");
    for (Severity severity : Severity.values()) {
      counts.append(' ').append(severity.code()).append(' ').append(known.count(severity));
    }
    return counts.append(", checked ").append(known.checkedAt()).toString();
  }

  private static String decisions(Map<Decision, Long> decisions) {
    List<String> counts = new ArrayList<>();
    decisions.forEach((decision, count) -> counts.add(decision.code() + " " + count));
    return counts.isEmpty() ? "none yet" : String.join(", ", counts);
  }

  private void plans(List<KnownPlan> waiting) {
    fact("plans", waiting.isEmpty() ? "none waits" : waiting.size() + " wait for 'approve'");
    for (KnownPlan plan : waiting) {
      for (String line : PlanText.linesOf(plan)) {
        // What is to be approved is shown to its end.
        text.append(INDENT).append(LogLine.printableWhole(line)).append('\n');
      }
    }
  }

  private void incidents(List<Incident> incidents) {
    fact("incidents", incidents.isEmpty() ? "none" : "the last " + EngineReport.MOST_INCIDENTS);
    int most = Math.min(EngineReport.MOST_INCIDENTS, incidents.size());
    for (Incident incident : incidents.subList(0, most)) {
      fact("", "  " + line(incident));
      String advice = incident.advice();
      if (advice != null) {
        fact("", "    " + advice);
      }
    }
  }

  private static String line(Incident incident) {
    String relation = incident.relation() == null ? "" : " " + incident.relation();
    String columns = incident.columns().isEmpty() ? "" : "." + String.join(",", incident.columns());
    return incident.lastSeen()
        + " "
        + incident.decision()
        + " ("
        + incident.reason()
        + ")"
        + relation
        + columns
        + (incident.database() == null ? "" : " in " + incident.database())
        + (incident.count() == 1 ? "" : ", " + incident.count() + " times")
        + ", incident "
        + incident.id();
  }

  private void fact(String name, String value) {
    text.append(LogLine.printable(String.format("%-12s %s", name, value))).append('\n');
  }
}

package io.schemamedic.cli.report;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.drift.Drift;
import io.schemamedic.engine.log.LogLine;
import io.schemamedic.engine.plan.Hazard;
import io.schemamedic.engine.plan.RepairPlan;
import java.util.ArrayList;
import java.util.List;

/** A plan for people. Only statements that would run stand there as statements. */
public final class PlanText {
  private final List<String> lines = new ArrayList<>();

  private PlanText() {}

  /** Lines of printable characters. */
  public static List<String> of(PlanReport report) {
    PlanText text = new PlanText();
    report.entries().forEach(text::entry);
    for (Drift drift : report.unplanned()) {
      text.line("-- no repair for " + drift.kind().code() + " " + DriftLine.subject(drift));
    }
    text.line("-- " + sum(report));
    return text.lines;
  }

  private void entry(PlanEntry entry) {
    Reason refusal = entry.refusal();
    if (refusal == null) {
      line("-- would run for " + entry.subject());
    } else {
      String detail = entry.detail().isEmpty() ? "" : " (" + entry.detail() + ")";
      line("-- refused for " + entry.subject() + ": " + refusal.code() + detail);
      line("--   " + refusal.advice());
    }
    RepairPlan plan = entry.plan();
    if (plan != null) {
      for (String script : plan.pending()) {
        line("--   " + script + " has not run here and makes the same");
      }
      for (Hazard hazard : plan.hazards()) {
        line("--   hazard " + hazard);
      }
      for (String ddl : plan.ddl()) {
        statement(refusal == null ? "" : "--   ", ddl);
      }
    }
    lines.add("");
  }

  /** A literal may span lines; each of a comment's has to begin as one. */
  private void statement(String start, String ddl) {
    String[] parts = (ddl + ";").split("\n", -1);
    for (String part : parts) {
      lines.add(start + LogLine.printableWhole(part));
    }
  }

  private void line(String text) {
    lines.add(LogLine.printable(text));
  }

  private static String sum(PlanReport report) {
    if (!report.isKnown()) {
      return "unknown: there is no plan for " + report.database() + "; stderr says why";
    }
    if (report.entries().isEmpty()) {
      return "nothing to repair: " + report.database();
    }
    return report.database()
        + ": "
        + report.runnable()
        + " would run, "
        + (report.entries().size() - report.runnable())
        + " refused; nothing was run";
  }
}

package io.schemamedic.cli.report;

import io.schemamedic.engine.drift.Drift;
import io.schemamedic.engine.drift.Severity;
import io.schemamedic.engine.log.LogLine;
import java.util.ArrayList;
import java.util.List;

/** A check for people: a line for each difference, worst first, and one that sums up. */
public final class CheckText {
  private CheckText() {}

  /** Lines of printable characters. */
  public static List<String> of(CheckReport report) {
    List<String> lines = new ArrayList<>();
    for (Drift drift : report.drift().drifts()) {
      lines.add(line(drift));
    }
    lines.add(LogLine.printable(sum(report)));
    return lines;
  }

  private static String line(Drift drift) {
    String difference = DriftLine.difference(drift);
    String line =
        String.format(
            "%-8s %-20s %s",
            drift.severity().code(), drift.kind().code(), DriftLine.subject(drift));
    return LogLine.printable(difference.isEmpty() ? line : line + "  " + difference);
  }

  private static String sum(CheckReport report) {
    if (!report.isKnown()) {
      return "unknown: " + report.database() + " was not compared; stderr says why";
    }
    int extra = report.drift().count(Severity.EXTRA);
    String compared =
        report.database()
            + ", "
            + report.tables().size()
            + " declared tables"
            + (extra == 0 ? "" : ", " + extra + " extra");
    if (report.drift().drifts().isEmpty()) {
      return "no drift: " + compared;
    }
    return "drift: "
        + compared
        + ", "
        + report.drift().count(Severity.BREAKS)
        + " breaks, "
        + report.drift().count(Severity.DIFFERS)
        + " differs"
        + (report.fails() ? "" : "; does not fail with --fail-on=" + report.failOn().code());
  }
}

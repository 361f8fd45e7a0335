package io.schemamedic.cli.report;

import io.schemamedic.engine.drift.Drift;
import io.schemamedic.engine.sql.Identifier;

/** One difference in the words of the reports. */
final class DriftLine {
  private DriftLine() {}

  /** What it is about, quoted as SQL needs it. */
  static String subject(Drift drift) {
    Identifier name = drift.name();
    return drift.relation().sql() + (name == null ? "" : "." + name.sql());
  }

  /** What was wanted and what is there; empty if the kind says it all. */
  static String difference(Drift drift) {
    StringBuilder difference = new StringBuilder();
    if (drift.wanted() != null) {
      difference.append("wanted: ").append(drift.wanted());
    }
    if (drift.found() != null) {
      difference
          .append(difference.length() == 0 ? "" : "; ")
          .append("found: ")
          .append(drift.found());
    }
    return difference.toString();
  }
}

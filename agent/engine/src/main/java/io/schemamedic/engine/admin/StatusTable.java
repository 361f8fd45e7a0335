package io.schemamedic.engine.admin;

import io.schemamedic.engine.incident.Incident;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One table of the status page. Immutable. */
public final class StatusTable {
  private final String title;
  private final String emptyText;
  private final List<String> headers;
  private final List<List<String>> rows;

  private StatusTable(
      String title, String emptyText, List<String> headers, List<List<String>> rows) {
    this.title = title;
    this.emptyText = emptyText;
    this.headers = Collections.unmodifiableList(new ArrayList<>(headers));
    List<List<String>> copied = new ArrayList<>();
    for (List<String> row : rows) {
      if (row.size() != headers.size()) {
        throw new IllegalArgumentException(
            "A row of " + title + " has not as many cells as headers");
      }
      copied.add(Collections.unmodifiableList(new ArrayList<>(row)));
    }
    this.rows = Collections.unmodifiableList(copied);
  }

  /**
   * @param emptyText shown where there are no rows; says whether that is good, or unknown
   * @param rows as many cells each as there are headers; a line break in a cell is shown as one
   */
  public static StatusTable of(
      String title, String emptyText, List<String> headers, List<List<String>> rows) {
    return new StatusTable(title, emptyText, headers, rows);
  }

  /** The table of incidents, in the given order. */
  public static StatusTable ofIncidents(List<Incident> incidents) {
    List<List<String>> rows = new ArrayList<>();
    for (Incident incident : incidents) {
      rows.add(
          Arrays.asList(
              incident.id(),
              incident.lastSeen().toString(),
              Long.toString(incident.count()),
              text(incident.database()),
              text(incident.relation()) + columns(incident),
              text(incident.kind()),
              incident.decision(),
              incident.reason() + (incident.detail() == null ? "" : "\n" + incident.detail()),
              millis(incident.callDelay()),
              String.join(";\n", incident.ddl()),
              text(incident.advice())));
    }
    return of(
        "Incidents",
        "None since the agent started.",
        Arrays.asList(
            "Id",
            "Last seen",
            "Calls",
            "Database",
            "Missing",
            "Kind",
            "Decision",
            "Reason",
            "Caller waited",
            "DDL",
            "What to do"),
        rows);
  }

  String title() {
    return title;
  }

  String emptyText() {
    return emptyText;
  }

  List<String> headers() {
    return headers;
  }

  List<List<String>> rows() {
    return rows;
  }

  private static String columns(Incident incident) {
    return incident.columns().isEmpty() ? "" : " (" + String.join(", ", incident.columns()) + ")";
  }

  private static String millis(@Nullable Duration duration) {
    return duration == null ? "" : duration.toMillis() + " ms";
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}

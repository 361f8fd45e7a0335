package io.schemamedic.cli.report;

import io.schemamedic.engine.drift.Drift;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a repair would do in a database, or why that could not be found out. Immutable. */
public final class PlanReport {
  private final String database;
  private final List<PlanEntry> entries;
  private final List<Drift> unplanned;
  private final List<String> problems;

  private PlanReport(
      String database, List<PlanEntry> entries, List<Drift> unplanned, List<String> problems) {
    this.database = database;
    this.entries = Collections.unmodifiableList(new ArrayList<>(entries));
    this.unplanned = Collections.unmodifiableList(new ArrayList<>(unplanned));
    this.problems = Collections.unmodifiableList(new ArrayList<>(problems));
  }

  /**
   * What was found out.
   *
   * @param entries for what is missing and may be repaired, in the order of declaration
   * @param unplanned drift that no repair is for
   */
  public static PlanReport planned(
      String database, List<PlanEntry> entries, List<Drift> unplanned) {
    return new PlanReport(database, entries, unplanned, Collections.<String>emptyList());
  }

  /**
   * Nothing was.
   *
   * @param problems at least one
   */
  public static PlanReport unknown(String database, List<String> problems) {
    return new PlanReport(
        database, Collections.<PlanEntry>emptyList(), Collections.<Drift>emptyList(), problems);
  }

  String database() {
    return database;
  }

  List<PlanEntry> entries() {
    return entries;
  }

  List<Drift> unplanned() {
    return unplanned;
  }

  /** Why nothing is known; empty if all is. */
  List<String> problems() {
    return problems;
  }

  boolean isKnown() {
    return problems.isEmpty();
  }

  /** How many of the plans would run. */
  int runnable() {
    return (int) entries.stream().filter(PlanEntry::wouldRun).count();
  }
}

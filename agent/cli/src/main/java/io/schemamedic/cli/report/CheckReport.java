package io.schemamedic.cli.report;

import static java.util.Objects.requireNonNull;

import io.schemamedic.engine.drift.Drift;
import io.schemamedic.engine.drift.SchemaDrift;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** What a check has found, or why it could not be completed. Immutable. */
public final class CheckReport {
  private final String database;
  private final FailOn failOn;
  private final List<RelationName> tables;
  private final SchemaDrift drift;
  private final List<String> problems;

  private CheckReport(
      String database,
      FailOn failOn,
      Collection<RelationName> tables,
      SchemaDrift drift,
      List<String> problems) {
    this.database = requireNonNull(database);
    this.failOn = requireNonNull(failOn);
    this.tables = Collections.unmodifiableList(new ArrayList<>(tables));
    this.drift = requireNonNull(drift);
    this.problems = Collections.unmodifiableList(new ArrayList<>(problems));
  }

  /**
   * A check that was completed.
   *
   * @param tables those that are declared, and were compared
   */
  public static CheckReport compared(
      String database, FailOn failOn, Collection<RelationName> tables, SchemaDrift drift) {
    return new CheckReport(database, failOn, tables, drift, Collections.<String>emptyList());
  }

  /**
   * A check that was not: nothing is known of the database.
   *
   * @param problems at least one
   */
  public static CheckReport unknown(String database, FailOn failOn, List<String> problems) {
    return new CheckReport(
        database, failOn, Collections.<RelationName>emptyList(), SchemaDrift.none(), problems);
  }

  String database() {
    return database;
  }

  FailOn failOn() {
    return failOn;
  }

  List<RelationName> tables() {
    return tables;
  }

  /** Says nothing if this is not known. */
  SchemaDrift drift() {
    return drift;
  }

  /** Why the check could not be completed; empty if it was. */
  List<String> problems() {
    return problems;
  }

  boolean isKnown() {
    return problems.isEmpty();
  }

  /** Whether this makes the check fail. */
  boolean isFailure(Drift one) {
    return failOn.includes(one.severity());
  }

  /** Whether there is drift that the check was told to fail on. */
  public boolean fails() {
    return drift.drifts().stream().anyMatch(this::isFailure);
  }

  /** The result in one word: {@code no_drift}, {@code drift} or {@code unknown}. */
  String result() {
    if (!isKnown()) {
      return "unknown";
    }
    return drift.drifts().isEmpty() ? "no_drift" : "drift";
  }
}

package io.schemamedic.engine.migration;

import static java.util.Objects.requireNonNull;

import io.schemamedic.engine.digest.Sha256;
import io.schemamedic.engine.schema.ddl.MigrationStep;
import io.schemamedic.engine.source.MigrationTool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A migration to be reviewed by a person: what it says and what its files are called. Two drafts
 * with the same statements have the same hash, whenever and wherever they arise. Immutable.
 */
public final class MigrationDraft {
  /** Longest part of a relation's name in a file name; file systems end at 255 bytes. */
  private static final int LONGEST_NAME = 63;

  private final MigrationTool tool;
  private final Instant time;
  private final String relation;
  private final List<MigrationStep> steps;
  private final List<String> facts;

  private MigrationDraft(Builder builder) {
    this.tool = builder.tool;
    this.time = builder.time;
    this.relation = builder.relation;
    this.steps = Collections.unmodifiableList(new ArrayList<>(builder.steps));
    this.facts = Collections.unmodifiableList(new ArrayList<>(builder.facts));
  }

  /**
   * Begins a draft.
   *
   * @param relation the relation's name as the catalog has it, without its schema
   * @param steps those that are quick first; at least one
   */
  public static Builder of(
      MigrationTool tool, Instant time, String relation, List<MigrationStep> steps) {
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("A draft needs statements");
    }
    return new Builder(tool, time, relation, steps);
  }

  /** When it was made, from which its version follows. */
  Instant time() {
    return time;
  }

  /**
   * What the names of its files have in common behind their version: the relation, and a hash of
   * the statements.
   */
  String stem() {
    return "__schema_medic_" + safeName() + hashEnd();
  }

  /** What the names of the first files of all drafts with the same statements end in. */
  String firstFileEnd() {
    return hashEnd() + ".sql";
  }

  /**
   * The files by their names, in the order in which their migrations run.
   *
   * @param version the time of which the version is made
   */
  Map<String, String> files(Instant version) {
    return tool == MigrationTool.LIQUIBASE && LiquibaseForm.canHold(steps)
        ? new LiquibaseForm(version, stem(), facts, steps).files()
        : new FlywayForm(version, stem(), facts, steps).files();
  }

  /** Eight hexadecimal digits, enough to tell the handful of drafts of one project apart. */
  private String hashEnd() {
    StringBuilder all = new StringBuilder(tool.name());
    steps.forEach(step -> all.append(";\n").append(step.sql()));
    return "_" + Sha256.hex(all.toString(), 8);
  }

  /**
   * The relation's name with nothing in it that a file system, a shell or Flyway could take amiss.
   */
  private String safeName() {
    String name =
        relation.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
    String clipped = name.substring(0, Math.min(name.length(), LONGEST_NAME));
    return clipped.isEmpty() ? "relation" : clipped;
  }

  /** Collects what the header says. Used by one thread. */
  public static final class Builder {
    private final MigrationTool tool;
    private final Instant time;
    private final String relation;
    private final List<MigrationStep> steps;
    private final List<String> facts = new ArrayList<>();

    private Builder(MigrationTool tool, Instant time, String relation, List<MigrationStep> steps) {
      this.tool = requireNonNull(tool);
      this.time = requireNonNull(time);
      this.relation = requireNonNull(relation);
      this.steps = requireNonNull(steps);
    }

    /**
     * Adds a line to the header, such as the reason, the statement's fingerprint or the repair's
     * id; nothing if the value is null or empty. Any text is safe here.
     */
    public Builder fact(String name, @Nullable String value) {
      if (value != null && !value.isEmpty()) {
        facts.add(name + ": " + value);
      }
      return this;
    }

    public MigrationDraft build() {
      return new MigrationDraft(this);
    }
  }
}

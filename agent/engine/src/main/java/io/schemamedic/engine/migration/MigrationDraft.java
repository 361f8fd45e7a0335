package io.schemamedic.engine.migration;

import static java.util.Objects.requireNonNull;

import io.schemamedic.engine.digest.Sha256;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One migration script to be reviewed by a person: what it says and what it is called. Two drafts
 * with the same statements have the same hash, whenever and wherever they arise. Immutable.
 */
public final class MigrationDraft {
  private static final DateTimeFormatter VERSION =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Longest part of a relation's name in a file name; file systems end at 255 bytes. */
  private static final int LONGEST_NAME = 63;

  private final Instant time;
  private final String relation;
  private final List<String> statements;
  private final List<String> facts;

  private MigrationDraft(Builder builder) {
    this.time = builder.time;
    this.relation = builder.relation;
    this.statements = Collections.unmodifiableList(new ArrayList<>(builder.statements));
    this.facts = Collections.unmodifiableList(new ArrayList<>(builder.facts));
  }

  /**
   * Begins a draft.
   *
   * @param relation the relation's name as the catalog has it, without its schema
   * @param idempotentStatements statements without a final semicolon that do no harm where they
   *     have run already; at least one
   */
  public static Builder of(Instant time, String relation, List<String> idempotentStatements) {
    if (idempotentStatements.isEmpty()) {
      throw new IllegalArgumentException("A draft needs statements");
    }
    return new Builder(time, relation, idempotentStatements);
  }

  /** Flyway's form: {@code V20261122161500__schema_medic_orders_1a2b3c4d.sql}. */
  public String fileName() {
    return 'V' + VERSION.format(time) + "__schema_medic_" + safeName() + fileNameEnd();
  }

  /** What the names of all drafts with the same statements end in. */
  String fileNameEnd() {
    return '_' + hash() + ".sql";
  }

  /** The whole script. */
  String text() {
    return DraftText.of(facts, statements);
  }

  /** Eight hexadecimal digits, enough to tell the handful of drafts of one project apart. */
  private String hash() {
    return Sha256.hex(String.join(";\n", statements), 8);
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
    private final Instant time;
    private final String relation;
    private final List<String> statements;
    private final List<String> facts = new ArrayList<>();

    private Builder(Instant time, String relation, List<String> statements) {
      this.time = requireNonNull(time);
      this.relation = requireNonNull(relation);
      this.statements = requireNonNull(statements);
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

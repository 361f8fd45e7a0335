package io.schemamedic.engine.schema.ddl;

import static java.util.Objects.requireNonNull;

/** One statement of a migration, which does no harm where it has run already. Immutable. */
public final class MigrationStep {
  private final String sql;
  private final String note;
  private final boolean alone;

  private MigrationStep(String sql, String note, boolean alone) {
    this.sql = requireNonNull(sql);
    this.note = requireNonNull(note);
    this.alone = alone;
  }

  /** A quick one, which may share its transaction with others. */
  public static MigrationStep together(String sql) {
    return new MigrationStep(sql, "", false);
  }

  /**
   * One that may take long or cannot run in a transaction: it commits by itself, after all that are
   * quick.
   */
  public static MigrationStep alone(String sql) {
    return new MigrationStep(sql, "", true);
  }

  /** The same with a sentence for its reviewer, which may hold any text. */
  public MigrationStep note(String newNote) {
    return new MigrationStep(sql, newNote, alone);
  }

  /** Without a final semicolon. */
  public String sql() {
    return sql;
  }

  /** What a reviewer has to know; empty if nothing. */
  public String note() {
    return note;
  }

  /** Whether it must not be in a transaction with other statements. */
  public boolean isAlone() {
    return alone;
  }

  @Override
  public String toString() {
    return sql;
  }
}

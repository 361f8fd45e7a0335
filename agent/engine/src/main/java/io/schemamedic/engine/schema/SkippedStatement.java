package io.schemamedic.engine.schema;

import static java.util.Objects.requireNonNull;

import io.schemamedic.engine.sql.RelationName;
import org.jspecify.annotations.Nullable;

/**
 * A statement, or a clause of one, that is not part of the declared schema, and why. Holds no
 * literal and no name from the script but that of the table it puts in doubt. Immutable.
 */
public final class SkippedStatement {
  /** The reason for what no statement of PostgreSQL begins with, such as a misspelt one. */
  public static final String NOT_KNOWN = "a statement that is not known";

  /** The reason for a text that ends within a string, a comment or a quoted name. */
  public static final String NEVER_ENDS = "something that never ends";

  private final String sourceName;
  private final int line;
  private final String keywords;
  private final String reason;
  private final @Nullable RelationName doubtfulTable;

  private SkippedStatement(
      String sourceName,
      int line,
      String keywords,
      String reason,
      @Nullable RelationName doubtfulTable) {
    this.sourceName = requireNonNull(sourceName);
    this.line = line;
    this.keywords = requireNonNull(keywords);
    this.reason = requireNonNull(reason);
    this.doubtfulTable = doubtfulTable;
  }

  public static SkippedStatement of(
      String sourceName,
      int line,
      String keywords,
      String reason,
      @Nullable RelationName doubtfulTable) {
    return new SkippedStatement(sourceName, line, keywords, reason, doubtfulTable);
  }

  public String sourceName() {
    return sourceName;
  }

  /** The line on which the statement begins, from 1. */
  public int line() {
    return line;
  }

  /** The statement's leading key words in upper case, for example {@code CREATE FUNCTION}. */
  public String keywords() {
    return keywords;
  }

  /** Constant words. */
  public String reason() {
    return reason;
  }

  /** The table that may not be repaired because of this; absent if it changes no table. */
  public @Nullable RelationName doubtfulTable() {
    return doubtfulTable;
  }

  /**
   * Whether the script is only half read: it is cut or misspelt here, or a table of it is lost.
   * Otherwise something is skipped that the model has no place for.
   */
  public boolean isHalfRead() {
    boolean table = keywords.startsWith("CREATE TABLE") || keywords.startsWith("CREATE UNLOGGED");
    return reason.equals(NOT_KNOWN)
        || reason.equals(NEVER_ENDS)
        || (table && !reason.startsWith("storage of "));
  }

  /** For people: source, line, key words, reason. */
  @Override
  public String toString() {
    return sourceName
        + ":"
        + line
        + ": "
        + keywords
        + ": "
        + reason
        + (doubtfulTable == null ? "" : " (puts " + doubtfulTable + " in doubt)");
  }
}

package io.schemamedic.engine.statement;

/**
 * Which part a new object plays in a statement, and so whether an empty new object could change
 * which rows count. Ordered from harmless to harmful.
 */
public enum Role {
  /** The statement does not name it. */
  NOT_NAMED,
  /** Written to: {@code INSERT INTO t}, a column of its list, {@code SET c}. */
  TARGET,
  /** Read as output only: a plain item of the select list or of RETURNING, or the only source. */
  PROJECTION,
  /**
   * Anything else, and whatever is in doubt: it may decide which rows are read, changed or deleted.
   */
  PREDICATE;

  Role orWorse(Role other) {
    return compareTo(other) >= 0 ? this : other;
  }
}

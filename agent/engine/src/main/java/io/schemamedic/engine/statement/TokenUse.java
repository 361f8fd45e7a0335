package io.schemamedic.engine.statement;

/** What a name is for, where that is certain from its place alone. */
enum TokenUse {
  /** Anything; for a name: a column, a function, a keyword, whatever. */
  UNKNOWN,
  /** The last part of the name of a relation that is read. */
  SOURCE,
  /** The last part of the name of a relation that is written to. */
  WRITTEN_RELATION,
  /** A new name for a relation: an alias, or the name of a common table expression. */
  ALIAS,
  /** In the list of names that are given to columns of no relation. */
  COLUMN_ALIAS,
  /** The name that an item of a select list gets. */
  LABEL,
  /** The asterisk of an item {@code *} or {@code t.*}. */
  ALL_COLUMNS,
  /** A column that gets a value: in the list of an INSERT, or in front of {@code =} in SET. */
  WRITTEN_COLUMN,
  /** Named in {@code FOR UPDATE OF}. */
  LOCKED;

  /** It brings a name for a relation into the statement. */
  boolean introducesRelation() {
    return this == SOURCE || this == WRITTEN_RELATION || this == ALIAS;
  }
}

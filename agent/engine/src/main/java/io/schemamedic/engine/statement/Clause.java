package io.schemamedic.engine.statement;

/** The part of its block that a token stands in; what is in parentheses belongs to the same. */
enum Clause {
  /** Between the others: keywords, set operators, and all that the rules need not tell apart. */
  NONE,
  SELECT_LIST,
  FROM,
  ORDER_BY,
  INSERT_COLUMNS,
  ON_CONFLICT,
  SET,
  /** The condition of {@code DO UPDATE}. */
  UPDATE_WHERE,
  RETURNING
}

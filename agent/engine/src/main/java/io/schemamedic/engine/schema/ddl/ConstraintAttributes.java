package io.schemamedic.engine.schema.ddl;

/** What may follow any constraint, in any order; read into PostgreSQL's own order. Immutable. */
final class ConstraintAttributes {
  private final String sql;
  private final boolean notValid;

  private ConstraintAttributes(String sql, boolean notValid) {
    this.sql = sql;
    this.notValid = notValid;
  }

  static ConstraintAttributes read(TokenCursor cursor) throws NotUnderstoodException {
    boolean deferrable = false;
    boolean deferred = false;
    boolean notValid = false;
    boolean noInherit = false;
    boolean notEnforced = false;
    while (true) {
      if (cursor.accept("not", "deferrable") || cursor.accept("initially", "immediate")) {
        continue;
      } else if (cursor.accept("deferrable")) {
        deferrable = true;
      } else if (cursor.accept("initially", "deferred")) {
        deferrable = true;
        deferred = true;
      } else if (cursor.accept("not", "valid")) {
        notValid = true;
      } else if (cursor.accept("no", "inherit")) {
        noInherit = true;
      } else if (cursor.accept("not", "enforced")) {
        notEnforced = true;
      } else if (!cursor.accept("enforced")) {
        break;
      }
    }
    if (cursor.isWord("using")) {
      throw new NotUnderstoodException("a constraint with an index of its own");
    }
    String sql =
        (noInherit ? " NO INHERIT" : "")
            + (deferrable ? " DEFERRABLE" : "")
            + (deferred ? " INITIALLY DEFERRED" : "")
            + (notEnforced ? " NOT ENFORCED" : "")
            + (notValid ? " NOT VALID" : "");
    return new ConstraintAttributes(sql, notValid);
  }

  /** Empty, or beginning with a blank. */
  String sql() {
    return sql;
  }

  boolean isNotValid() {
    return notValid;
  }
}

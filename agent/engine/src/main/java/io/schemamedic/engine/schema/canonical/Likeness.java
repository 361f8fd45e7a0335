package io.schemamedic.engine.schema.canonical;

/** Whether two declarations make the same. */
public enum Likeness {
  EQUAL,
  /** From the one PostgreSQL would not have made the other. */
  DIFFERENT,
  /** One of them has something of which it is not known what PostgreSQL makes of it. */
  UNSURE;

  static Likeness ofEquality(boolean equal) {
    return equal ? EQUAL : DIFFERENT;
  }

  /** Of two parts of the same: one difference is enough, and one doubt unless there is one. */
  public Likeness and(Likeness other) {
    if (this == DIFFERENT || other == DIFFERENT) {
      return DIFFERENT;
    }
    return this == UNSURE ? UNSURE : other;
  }
}

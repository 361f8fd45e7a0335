package io.schemamedic.engine.statement;

/** One entry of FROM or USING. Immutable. */
final class Source {
  private final int nameIndex;
  private final int aliasIndex;

  private final boolean ofNoRelation;

  private Source(int nameIndex, int aliasIndex, boolean ofNoRelation) {
    this.nameIndex = nameIndex;
    this.aliasIndex = aliasIndex;
    this.ofNoRelation = ofNoRelation;
  }

  static Source relation(int nameIndex, int aliasIndex) {
    return new Source(nameIndex, aliasIndex, false);
  }

  static Source query(Scope query, int aliasIndex) {
    boolean values = query.arms().size() == 1 && query.arms().get(0).kind() == Scope.Kind.VALUES;
    return new Source(-1, aliasIndex, values);
  }

  /**
   * A call.
   *
   * @param definesColumns whether its columns are written down; without that it may return rows of
   *     a table
   */
  static Source function(int aliasIndex, boolean definesColumns) {
    return new Source(-1, aliasIndex, definesColumns);
  }

  boolean isRelation() {
    return nameIndex >= 0;
  }

  /** The token with the last part of the relation's name; -1 if it is no relation. */
  int nameIndex() {
    return nameIndex;
  }

  /** The token with the alias; -1 without one. */
  int aliasIndex() {
    return aliasIndex;
  }

  /** Its columns are the statement's own: values that are written down, or named with a type. */
  boolean isOfNoRelation() {
    return ofNoRelation;
  }
}

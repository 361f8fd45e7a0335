package io.schemamedic.engine.statement;

import io.schemamedic.engine.sql.Identifier;
import org.jspecify.annotations.Nullable;

/** One item of a select list or of RETURNING. Immutable. */
final class OutputItem {
  enum Kind {
    /** {@code *} or {@code t.*}. */
    STAR,
    /** {@code c} or {@code t.c}. */
    COLUMN,
    /** A query in parentheses that gives one value. */
    QUERY,
    EXPRESSION
  }

  private final Kind kind;
  private final Scope scope;
  private final int nameIndex;
  private final @Nullable Identifier label;

  private OutputItem(Kind kind, Scope scope, int nameIndex, @Nullable Identifier label) {
    this.kind = kind;
    this.scope = scope;
    this.nameIndex = nameIndex;
    this.label = label;
  }

  static OutputItem star(Scope scope) {
    return new OutputItem(Kind.STAR, scope, -1, null);
  }

  static OutputItem column(Scope scope, int nameIndex, @Nullable Identifier label) {
    return new OutputItem(Kind.COLUMN, scope, nameIndex, label);
  }

  static OutputItem query(Scope scope, @Nullable Identifier label) {
    return new OutputItem(Kind.QUERY, scope, -1, label);
  }

  static OutputItem expression(Scope scope) {
    return new OutputItem(Kind.EXPRESSION, scope, -1, null);
  }

  Kind kind() {
    return kind;
  }

  /** The block whose output it is. */
  Scope scope() {
    return scope;
  }

  /** The token with the last part of a column's name; -1 for anything else. */
  int nameIndex() {
    return nameIndex;
  }

  /** The name given to it; null if none is. */
  @Nullable Identifier label() {
    return label;
  }
}

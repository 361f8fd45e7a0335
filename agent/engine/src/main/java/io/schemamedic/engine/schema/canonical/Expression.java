package io.schemamedic.engine.schema.canonical;

import io.schemamedic.engine.schema.canonical.Node.Kind;
import io.schemamedic.engine.schema.ddl.NotUnderstoodException;
import io.schemamedic.engine.sql.SqlLexer;
import io.schemamedic.engine.sql.SqlToken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression of a default, a check, an index or a computed column. Immutable. */
final class Expression {
  private final String text;
  private final @Nullable Node node;
  private final ColumnTypes types;

  private Expression(String text, @Nullable Node node, ColumnTypes types) {
    this.text = text;
    this.node = node;
    this.types = types;
  }

  static Expression of(String sql, ColumnTypes types) {
    return of(SqlLexer.tokenize(sql), types);
  }

  static Expression of(List<SqlToken> tokens, ColumnTypes types) {
    return new Expression(Tokens.text(tokens), node(tokens, types), types);
  }

  private static @Nullable Node node(List<SqlToken> tokens, ColumnTypes types) {
    try {
      return ExpressionParser.parse(tokens, types);
    } catch (NotUnderstoodException e) {
      // Its text can still be the same.
      return null;
    }
  }

  static Likeness ofAll(List<Expression> wanted, List<Expression> found) {
    Likeness likeness = Likeness.ofEquality(wanted.size() == found.size());
    for (int i = 0; i < wanted.size() && likeness != Likeness.DIFFERENT; i++) {
      likeness = likeness.and(wanted.get(i).likeness(found.get(i)));
    }
    return likeness;
  }

  Likeness likeness(Expression found) {
    if (text.equals(found.text)) {
      return Likeness.EQUAL;
    }
    if (node == null || found.node == null) {
      return Likeness.UNSURE;
    }
    return new NodeLikeness(types).of(node, found.node);
  }

  /** Whether it is NULL, of whatever type. */
  boolean isNull() {
    Node value = node;
    while (value != null && value.is(Kind.CAST)) {
      value = value.child(0);
    }
    return value != null && value.is(Kind.NULL);
  }

  /** Whether it draws from a sequence and does nothing else. */
  boolean isNextval() {
    return node != null && node.is(Kind.CALL) && node.text().equals("nextval");
  }
}

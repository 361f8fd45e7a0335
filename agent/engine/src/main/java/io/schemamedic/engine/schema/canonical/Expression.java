package io.schemamedic.engine.schema.canonical;

import io.schemamedic.engine.sql.SqlLexer;
import io.schemamedic.engine.sql.SqlToken;
import java.util.List;

/** An expression of a default, a check, an index or a computed column. Immutable. */
final class Expression {
  private final String text;

  private Expression(String text) {
    this.text = text;
  }

  static Expression of(String sql, ColumnTypes types) {
    return of(SqlLexer.tokenize(sql), types);
  }

  static Expression of(List<SqlToken> tokens, ColumnTypes types) {
    return new Expression(Tokens.text(tokens));
  }

  static Likeness ofAll(List<Expression> wanted, List<Expression> found) {
    Likeness likeness = Likeness.ofEquality(wanted.size() == found.size());
    for (int i = 0; i < wanted.size() && likeness != Likeness.DIFFERENT; i++) {
      likeness = likeness.and(wanted.get(i).likeness(found.get(i)));
    }
    return likeness;
  }

  Likeness likeness(Expression found) {
    return text.equals(found.text) ? Likeness.EQUAL : Likeness.UNSURE;
  }

  boolean isNull() {
    return text.equals("null ");
  }

  boolean isNextval() {
    return text.startsWith("nextval ");
  }
}

package io.schemamedic.engine.schema.canonical;

import io.schemamedic.engine.schema.ddl.NotUnderstoodException;
import io.schemamedic.engine.schema.ddl.TokenCursor;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlToken;
import io.schemamedic.engine.sql.SqlToken.Kind;
import java.util.List;

/** Tokens in one spelling. */
final class Tokens {
  private Tokens() {}

  /** The same for texts that differ in white space, comments, case and needless quotes only. */
  static String text(List<SqlToken> tokens) {
    StringBuilder text = new StringBuilder();
    for (SqlToken token : tokens) {
      Identifier name = token.identifier();
      text.append(name == null ? token.text() : name.sql()).append(' ');
    }
    return text.toString();
  }

  /** An operator, plain or as {@code OPERATOR(schema.op)}. */
  static String operator(TokenCursor cursor) throws NotUnderstoodException {
    if (!cursor.accept("operator")) {
      SqlToken token = cursor.next();
      SqlToken next = cursor.peek(0);
      // The reader of tokens takes a question mark for a parameter wherever it stands.
      boolean parted =
          token.is(Kind.PARAMETER)
              && next != null
              && next.is(Kind.OPERATOR)
              && next.start() == token.end();
      return parted ? token.text() + cursor.next().text() : token.text();
    }
    List<SqlToken> parenthesized = cursor.parenthesized();
    SqlToken operator = parenthesized.get(parenthesized.size() - 2);
    if (!operator.is(Kind.OPERATOR)) {
      throw TokenCursor.unexpected();
    }
    return operator.text();
  }
}

package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.sql.SqlLexer;
import io.schemamedic.engine.sql.SqlToken;
import io.schemamedic.engine.sql.SqlToken.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The default {@code nextval('name'::regclass)} in its usual spellings. */
final class NextvalCall {
  private NextvalCall() {}

  /** The declared sequence that the default draws from, if it does that and nothing else. */
  static @Nullable RelationName sequenceOf(String defaultSql, SchemaDraft draft) {
    TokenCursor cursor = new TokenCursor(SqlLexer.tokenize(defaultSql));
    try {
      if (cursor.accept("pg_catalog")) {
        cursor.expect(Kind.DOT);
      }
      cursor.expect("nextval");
      cursor.expect(Kind.LEFT_PAREN);
      SqlToken name = cursor.next();
      while (!cursor.is(Kind.RIGHT_PAREN)) {
        if (!cursor.next().isOperator("::") || !acceptCast(cursor)) {
          return null;
        }
      }
      cursor.expect(Kind.RIGHT_PAREN);
      cursor.expectEnd();
      String content = TokenText.contentOf(name);
      return content == null ? null : resolve(content, draft);
    } catch (NotUnderstoodException e) {
      // Some other expression, which is kept as it is.
      return null;
    }
  }

  private static boolean acceptCast(TokenCursor cursor) {
    return cursor.accept("regclass") || cursor.accept("text");
  }

  private static @Nullable RelationName resolve(String content, SchemaDraft draft)
      throws NotUnderstoodException {
    List<SqlToken> tokens = SqlLexer.tokenize(content);
    TokenCursor cursor = new TokenCursor(tokens);
    QualifiedName name = cursor.qualifiedName();
    cursor.expectEnd();
    return draft.resolve(name, draft.sequences().keySet());
  }
}

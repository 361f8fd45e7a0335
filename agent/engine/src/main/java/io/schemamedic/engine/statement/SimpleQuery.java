package io.schemamedic.engine.statement;

import io.schemamedic.engine.sql.SqlToken;

/** Queries that read one relation and nothing else. */
public final class SimpleQuery {
  private SimpleQuery() {}

  /**
   * Whether this is one SELECT from one relation, without joins, set operations or queries within;
   * false if it cannot be told.
   */
  public static boolean readsOneRelation(StatementShape shape) {
    if (shape.kind() != StatementShape.Kind.SELECT
        || shape.statementCount() != 1
        || !shape.isReadable()) {
      return false;
    }
    StatementLayout layout = new StatementLayout(shape);
    int sources = 0;
    for (int i = 1; i < layout.size(); i++) {
      SqlToken token = layout.token(i);
      boolean morePossible =
          token.isWord("select") || token.isWord("join") || token.isWord("table");
      boolean listOrCall = token.is(SqlToken.Kind.COMMA) || token.is(SqlToken.Kind.LEFT_PAREN);
      if (morePossible || (listOrCall && layout.clause(i) == Clause.FROM)) {
        return false;
      }
      sources += token.isWord("from") ? 1 : 0;
    }
    return sources == 1;
  }
}

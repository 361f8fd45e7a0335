package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.sql.SqlToken;
import java.util.List;

/** Whether a script runs through where somebody has made already what it makes. */
public final class ExistingObjects {
  private ExistingObjects() {}

  /**
   * True only if every table, column, index, sequence and schema is made with IF NOT EXISTS, and
   * nothing else is made or renamed that could be there: no type, no constraint, no block of code.
   */
  public static boolean areToleratedBy(String script) {
    ScriptSplitter splitter = new ScriptSplitter("", script);
    for (ScriptStatement statement = splitter.next();
        statement != null;
        statement = splitter.next()) {
      if (!isTolerant(new TokenCursor(statement.tokens()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isTolerant(TokenCursor cursor) {
    if (cursor.accept("create")) {
      return createIsTolerant(cursor);
    }
    if (cursor.accept("alter", "table")) {
      return alterIsTolerant(cursor);
    }
    boolean rename = cursor.isWord("alter") && mentions(cursor.rest(), "rename");
    return !rename && !cursor.isAnyWord("do", "call");
  }

  private static boolean createIsTolerant(TokenCursor cursor) {
    cursor.accept("unlogged");
    cursor.accept("unique");
    if (cursor.accept("index")) {
      cursor.accept("concurrently");
      return cursor.acceptIfNotExists();
    }
    if (cursor.accept("table") || cursor.accept("sequence") || cursor.accept("schema")) {
      return cursor.acceptIfNotExists();
    }
    return !cursor.isAnyWord("type", "domain");
  }

  private static boolean alterIsTolerant(TokenCursor cursor) {
    try {
      cursor.acceptIfExists();
      cursor.accept("only");
      cursor.qualifiedName();
      cursor.acceptOperator("*");
      for (List<SqlToken> action : TokenCursor.splitAtCommas(cursor.rest())) {
        if (!actionIsTolerant(new TokenCursor(action))) {
          return false;
        }
      }
      return true;
    } catch (NotUnderstoodException e) {
      return false;
    }
  }

  private static boolean actionIsTolerant(TokenCursor action) {
    if (action.accept("add")) {
      action.accept("column");
      return action.acceptIfNotExists();
    }
    return !action.isWord("rename");
  }

  private static boolean mentions(List<SqlToken> tokens, String word) {
    return tokens.stream().anyMatch(token -> token.isWord(word));
  }
}

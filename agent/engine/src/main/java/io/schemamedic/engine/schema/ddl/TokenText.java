package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlLexer;
import io.schemamedic.engine.sql.SqlToken;
import io.schemamedic.engine.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SQL text from tokens: the same tokens again, comments gone, white space evened out. */
final class TokenText {
  private TokenText() {}

  /** An expression or clause; what stood together stays together, gaps become one blank. */
  static String of(List<SqlToken> tokens) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < tokens.size(); i++) {
      SqlToken token = tokens.get(i);
      if (i > 0 && isApart(tokens.get(i - 1), token)) {
        text.append(' ');
      }
      text.append(token.text());
    }
    return text.toString();
  }

  private static boolean isApart(SqlToken before, SqlToken token) {
    if (before.is(Kind.COMMA)) {
      return true;
    }
    if (before.is(Kind.LEFT_PAREN) || token.is(Kind.RIGHT_PAREN) || token.is(Kind.COMMA)) {
      return false;
    }
    return before.end() != token.start();
  }

  /** A type name in one spelling: words in lower case, no blanks but between words. */
  static String ofType(List<SqlToken> tokens) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < tokens.size(); i++) {
      SqlToken token = tokens.get(i);
      if (i > 0 && endsWord(tokens.get(i - 1)) && beginsWord(token)) {
        text.append(' ');
      }
      text.append(token.foldedText());
    }
    return text.toString();
  }

  private static boolean beginsWord(SqlToken token) {
    return token.is(Kind.WORD) || token.is(Kind.QUOTED_IDENTIFIER) || token.is(Kind.NUMBER);
  }

  private static boolean endsWord(SqlToken token) {
    return beginsWord(token) || token.is(Kind.RIGHT_PAREN) || token.is(Kind.RIGHT_BRACKET);
  }

  /** The given columns that an expression mentions, in the order of the expression. */
  static List<Identifier> mentioned(String sql, Collection<Identifier> columns) {
    List<Identifier> found = new ArrayList<>();
    List<SqlToken> tokens = SqlLexer.tokenize(sql);
    for (int i = 0; i < tokens.size(); i++) {
      Identifier name = tokens.get(i).identifier();
      if (name != null && columns.contains(name) && isColumn(tokens, i) && !found.contains(name)) {
        found.add(name);
      }
    }
    return found;
  }

  /** The expression with every mention of a column under its new name. */
  static String withColumnRenamed(String sql, Identifier from, Identifier to) {
    StringBuilder text = new StringBuilder();
    List<SqlToken> tokens = SqlLexer.tokenize(sql);
    int copied = 0;
    for (int i = 0; i < tokens.size(); i++) {
      SqlToken token = tokens.get(i);
      if (from.equals(token.identifier()) && isColumn(tokens, i)) {
        text.append(sql, copied, token.start()).append(to.sql());
        copied = token.end();
      }
    }
    return text.append(sql.substring(copied)).toString();
  }

  /** Not a function, a type behind a cast, or a qualifier. */
  private static boolean isColumn(List<SqlToken> tokens, int i) {
    SqlToken before = i > 0 ? tokens.get(i - 1) : null;
    SqlToken after = i + 1 < tokens.size() ? tokens.get(i + 1) : null;
    boolean afterCast = before != null && before.isOperator("::");
    boolean qualifies = after != null && (after.is(Kind.DOT) || after.is(Kind.LEFT_PAREN));
    return !afterCast && !qualifies;
  }

  /** The value of a plain or dollar-quoted constant; absent if it has escapes of any kind. */
  static @Nullable String contentOf(SqlToken string) {
    String text = string.text();
    if (!string.is(Kind.STRING)) {
      return null;
    }
    if (text.startsWith("$")) {
      int tag = text.indexOf('$', 1) + 1;
      return text.substring(tag, text.length() - tag);
    }
    boolean continued = text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
    if (!text.startsWith("'") || continued) {
      return null;
    }
    return text.substring(1, text.length() - 1).replace("''", "'");
  }
}

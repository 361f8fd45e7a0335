package io.schemamedic.engine.plan;

import io.schemamedic.engine.sql.SqlLexer;
import io.schemamedic.engine.sql.SqlToken;
import io.schemamedic.engine.sql.SqlToken.Kind;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells a default that is the same at any time from one that the server computes: constants, their
 * types and operators. Whatever names a function or a value of the session counts as computed, also
 * if it happens to be the same every time. Lists of functions would be wrong on some version.
 */
final class ConstantDefault {
  private static final Set<String> HARMLESS_WORDS =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList("true", "false", "null", "array", "cast", "as", "not", "and", "or")));

  /** Words within a constant that the server replaces by the time of day. */
  private static final Set<String> TIMES =
      Collections.unmodifiableSet(
          new HashSet<>(Arrays.asList("now", "today", "tomorrow", "yesterday")));

  private final List<SqlToken> tokens;
  private boolean inType;
  private int typeParens;

  private ConstantDefault(List<SqlToken> tokens) {
    this.tokens = tokens;
  }

  static boolean is(String defaultSql) {
    return new ConstantDefault(SqlLexer.tokenize(defaultSql)).isConstant();
  }

  private boolean isConstant() {
    for (int i = 0; i < tokens.size(); i++) {
      if (!isConstant(tokens.get(i), i + 1 == tokens.size() ? null : tokens.get(i + 1))) {
        return false;
      }
    }
    return true;
  }

  private boolean isConstant(SqlToken token, @Nullable SqlToken next) {
    switch (token.kind()) {
      case STRING:
        inType = false;
        return !TIMES.contains(content(token.text()));
      case WORD:
      case QUOTED_IDENTIFIER:
        return isConstantName(token, next);
      case LEFT_PAREN:
        typeParens += inType ? 1 : 0;
        return true;
      case RIGHT_PAREN:
        inType &= typeParens > 0;
        typeParens = Math.max(0, typeParens - 1);
        return true;
      case OPERATOR:
        inType = token.isOperator("::");
        return true;
      case COMMA:
        inType &= typeParens > 0;
        return true;
      case NUMBER:
      case DOT:
      case LEFT_BRACKET:
      case RIGHT_BRACKET:
        return true;
      default:
        return false;
    }
  }

  private boolean isConstantName(SqlToken name, @Nullable SqlToken next) {
    if (name.isWord("as")) {
      inType = true;
      return true;
    }
    boolean typeOfAConstant = next != null && next.is(Kind.STRING);
    return inType
        || typeOfAConstant
        || (name.is(Kind.WORD) && HARMLESS_WORDS.contains(name.foldedText()));
  }

  private static String content(String constant) {
    int open = constant.indexOf('\'');
    int close = constant.lastIndexOf('\'');
    return open < 0 || close <= open
        ? ""
        : constant.substring(open + 1, close).trim().toLowerCase(Locale.ROOT);
  }
}

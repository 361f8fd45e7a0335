package io.schemamedic.engine.sql;

import io.schemamedic.engine.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts SQL into tokens by the rules of PostgreSQL's own lexer, with {@code
 * standard_conforming_strings} on, and with JDBC's question mark as a parameter ({@code ??} is
 * pgjdbc's way to write the operator). Knows no grammar. Never fails, whatever the text is.
 */
public final class SqlLexer {
  private final String sql;
  private final int length;
  private final List<SqlToken> tokens = new ArrayList<>();
  private int position;

  private SqlLexer(String sql) {
    this.sql = sql;
    this.length = sql.length();
  }

  /**
   * All tokens in the order of the text, without white space and comments. If something is not
   * closed, the last token is {@link Kind#UNTERMINATED} and reaches to the end. Unmodifiable.
   */
  public static List<SqlToken> tokenize(String sql) {
    SqlLexer lexer = new SqlLexer(sql);
    while (lexer.position < lexer.length) {
      lexer.next();
    }
    return Collections.unmodifiableList(lexer.tokens);
  }

  /**
   * The first token at or behind a position, for texts that are not SQL from end to end; absent if
   * only white space and comments are left.
   */
  public static @Nullable SqlToken tokenAt(String sql, int from) {
    SqlLexer lexer = new SqlLexer(sql);
    lexer.position = from;
    while (lexer.tokens.isEmpty() && lexer.position < lexer.length) {
      lexer.next();
    }
    return lexer.tokens.isEmpty() ? null : lexer.tokens.get(0);
  }

  private void next() {
    char c = sql.charAt(position);
    if (isSpace(c)) {
      position++;
    } else if (startsWith("--")) {
      position = endOfLine(position);
    } else if (startsWith("/*")) {
      blockComment();
    } else if (c == '\'') {
      string(position, false);
    } else if (c == '"') {
      quotedIdentifier(position, Kind.QUOTED_IDENTIFIER);
    } else if (isIdentifierStart(c)) {
      wordOrPrefixedString(c);
    } else if (isDigit(c) || (c == '.' && isDigit(charAt(position + 1)))) {
      add(Kind.NUMBER, NumberScanner.end(sql, position));
    } else if (c == '$') {
      dollar();
    } else {
      punctuation(c);
    }
  }

  private void blockComment() {
    int depth = 1;
    int i = position + 2;
    while (i < length && depth > 0) {
      if (sql.startsWith("/*", i)) {
        depth++;
        i += 2;
      } else if (sql.startsWith("*/", i)) {
        depth--;
        i += 2;
      } else {
        i++;
      }
    }
    if (depth > 0) {
      add(Kind.UNTERMINATED, length);
    } else {
      position = i;
    }
  }

  /** Reads from the opening quote at {@code quote}; the token begins at the current position. */
  private void string(int quote, boolean backslashEscapes) {
    int open = quote;
    while (true) {
      int close = closingQuote(open, '\'', backslashEscapes);
      if (close < 0) {
        add(Kind.UNTERMINATED, length);
        return;
      }
      // A string goes on in a later line: 'a' <newline> 'b' is one constant.
      open = continuation(close + 1);
      if (open < 0) {
        add(Kind.STRING, close + 1);
        return;
      }
    }
  }

  private int closingQuote(int open, char quote, boolean backslashEscapes) {
    int i = open + 1;
    while (i < length) {
      char c = sql.charAt(i);
      if (c == '\\' && backslashEscapes) {
        i += 2;
      } else if (c != quote) {
        i++;
      } else if (charAt(i + 1) == quote) {
        i += 2;
      } else {
        return i;
      }
    }
    return -1;
  }

  /** Where the quote of a continued string stands, or -1 if the string ends here. */
  private int continuation(int from) {
    boolean newLine = false;
    int i = from;
    while (i < length) {
      char c = sql.charAt(i);
      if (c == '\n' || c == '\r') {
        newLine = true;
        i++;
      } else if (isSpace(c)) {
        i++;
      } else if (sql.startsWith("--", i)) {
        i = endOfLine(i);
      } else {
        return c == '\'' && newLine ? i : -1;
      }
    }
    return -1;
  }

  private void quotedIdentifier(int quote, Kind kind) {
    int close = closingQuote(quote, '"', false);
    if (close < 0) {
      add(Kind.UNTERMINATED, length);
    } else {
      add(kind, close + 1);
    }
  }

  private void wordOrPrefixedString(char first) {
    char second = charAt(position + 1);
    char letter = Character.toLowerCase(first);
    if (second == '\'' && (letter == 'e' || letter == 'b' || letter == 'x' || letter == 'n')) {
      string(position + 1, letter == 'e');
    } else if (letter == 'u' && second == '&' && charAt(position + 2) == '\'') {
      string(position + 2, false);
    } else if (letter == 'u' && second == '&' && charAt(position + 2) == '"') {
      quotedIdentifier(position + 2, Kind.UNICODE_IDENTIFIER);
    } else {
      int i = position + 1;
      while (i < length && isIdentifierPart(sql.charAt(i))) {
        i++;
      }
      add(Kind.WORD, i);
    }
  }

  private void dollar() {
    int i = position + 1;
    if (isDigit(charAt(i))) {
      while (isDigit(charAt(i))) {
        i++;
      }
      add(Kind.PARAMETER, i);
      return;
    }
    if (isIdentifierStart(charAt(i))) {
      while (charAt(i) != '$' && isIdentifierPart(charAt(i))) {
        i++;
      }
    }
    if (charAt(i) != '$') {
      add(Kind.OPERATOR, position + 1);
      return;
    }
    String tag = sql.substring(position, i + 1);
    int close = sql.indexOf(tag, i + 1);
    if (close < 0) {
      add(Kind.UNTERMINATED, length);
    } else {
      add(Kind.STRING, close + tag.length());
    }
  }

  private void punctuation(char c) {
    switch (c) {
      case ',':
        add(Kind.COMMA, position + 1);
        break;
      case '(':
        add(Kind.LEFT_PAREN, position + 1);
        break;
      case ')':
        add(Kind.RIGHT_PAREN, position + 1);
        break;
      case '[':
        add(Kind.LEFT_BRACKET, position + 1);
        break;
      case ']':
        add(Kind.RIGHT_BRACKET, position + 1);
        break;
      case ';':
        add(Kind.SEMICOLON, position + 1);
        break;
      case '.':
        if (startsWith("..")) {
          add(Kind.OPERATOR, position + 2);
        } else {
          add(Kind.DOT, position + 1);
        }
        break;
      case ':':
        add(Kind.OPERATOR, position + (startsWith("::") || startsWith(":=") ? 2 : 1));
        break;
      case '?':
        if (startsWith("??")) {
          add(Kind.OPERATOR, OperatorScanner.end(sql, position));
        } else {
          add(Kind.PARAMETER, position + 1);
        }
        break;
      default:
        add(Kind.OPERATOR, OperatorScanner.end(sql, position));
        break;
    }
  }

  private void add(Kind kind, int end) {
    int bounded = Math.min(end, length);
    tokens.add(new SqlToken(kind, position, bounded, sql.substring(position, bounded)));
    position = bounded;
  }

  private boolean startsWith(String text) {
    return sql.startsWith(text, position);
  }

  /** U+0000 behind the end, which no rule asks for. */
  private char charAt(int index) {
    return index < length ? sql.charAt(index) : '\0';
  }

  private int endOfLine(int from) {
    int i = from;
    while (i < length && sql.charAt(i) != '\n' && sql.charAt(i) != '\r') {
      i++;
    }
    return i;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isIdentifierStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
  }

  private static boolean isIdentifierPart(char c) {
    return isIdentifierStart(c) || isDigit(c) || c == '$';
  }
}

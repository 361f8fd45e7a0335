package io.schemamedic.engine.sql;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** One lexical unit of an SQL text and where it stands. Immutable. */
public final class SqlToken {
  /** What a token is, before any grammar. */
  public enum Kind {
    /** A key word or a name without quotes. */
    WORD,
    /** A name in double quotes. */
    QUOTED_IDENTIFIER,
    /** {@code U&"..."}; what it names depends on a UESCAPE clause, so it is not resolved. */
    UNICODE_IDENTIFIER,
    /** Any character or bit string constant, dollar quotes and continuation lines included. */
    STRING,
    /** A number without its sign. */
    NUMBER,
    /** {@code $1}, or JDBC's question mark. */
    PARAMETER,
    /** Operators, colons, and every character that PostgreSQL knows no use for. */
    OPERATOR,
    COMMA,
    DOT,
    LEFT_PAREN,
    RIGHT_PAREN,
    LEFT_BRACKET,
    RIGHT_BRACKET,
    SEMICOLON,
    /** A string, quoted name or comment that never ends. Reaches to the end of the text. */
    UNTERMINATED
  }

  private final Kind kind;
  private final int start;
  private final int end;
  private final String text;

  SqlToken(Kind kind, int start, int end, String text) {
    this.kind = requireNonNull(kind);
    this.start = start;
    this.end = end;
    this.text = requireNonNull(text);
  }

  public Kind kind() {
    return kind;
  }

  /** Index of the first UTF-16 unit. PostgreSQL's positions count code points from 1 instead. */
  public int start() {
    return start;
  }

  /** Index behind the last UTF-16 unit. */
  public int end() {
    return end;
  }

  /** The token exactly as written. */
  public String text() {
    return text;
  }

  /** The text, a word without quotes in lower case: what differs only in that means the same. */
  public String foldedText() {
    return kind == Kind.WORD ? Ascii.lowerCase(text) : text;
  }

  public boolean is(Kind wanted) {
    return kind == wanted;
  }

  /** Whether this is the given key word, in any case of ASCII letters; never true in quotes. */
  public boolean isWord(String word) {
    return kind == Kind.WORD && Ascii.equalsIgnoreCase(text, word);
  }

  /** Whether this is exactly the given operator. */
  public boolean isOperator(String operator) {
    return kind == Kind.OPERATOR && text.equals(operator);
  }

  /**
   * The name that PostgreSQL would look up: folded if without quotes, truncated to 63 bytes in any
   * case. Absent if this can be no name, or one that cannot be resolved here.
   */
  public @Nullable Identifier identifier() {
    if (kind == Kind.WORD) {
      return Identifier.unquoted(text);
    }
    if (kind != Kind.QUOTED_IDENTIFIER || text.length() == 2 || text.indexOf('\0') >= 0) {
      return null;
    }
    return Identifier.quoted(text.substring(1, text.length() - 1).replace("\"\"", "\""));
  }

  @Override
  public String toString() {
    return kind + "@" + start;
  }
}

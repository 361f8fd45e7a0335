package io.schemamedic.engine.sql;

import org.jspecify.annotations.Nullable;

/**
 * A name of a schema, relation, column, constraint or type, exactly as PostgreSQL's catalog has it.
 * The only way by which a name may get into SQL is {@link #sql()}. Immutable.
 */
public final class Identifier implements Comparable<Identifier> {
  /** NAMEDATALEN - 1, PostgreSQL's compiled-in limit for names, in bytes of the server encoding. */
  private static final int MAX_BYTES = 63;

  private final String value;
  private final boolean cut;

  private Identifier(String value, boolean cut) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("An identifier cannot be empty");
    }
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("An identifier cannot contain U+0000");
    }
    this.value = value;
    this.cut = cut;
  }

  /**
   * The name as it stands, neither folded nor truncated.
   *
   * @throws IllegalArgumentException if it is empty or contains U+0000, which PostgreSQL can store
   *     in no name
   */
  public static Identifier of(String exact) {
    return new Identifier(exact, false);
  }

  /**
   * The name that PostgreSQL makes of a word written without quotes: ASCII letters in lower case,
   * at most 63 bytes of UTF-8, cut between characters. A server with a single-byte encoding would
   * fold other letters too; such servers are not considered.
   */
  public static Identifier unquoted(String word) {
    return clipped(Ascii.lowerCase(word));
  }

  /** The name that PostgreSQL makes of the inside of a quoted identifier: only truncated. */
  static Identifier quoted(String content) {
    return clipped(content);
  }

  private static Identifier clipped(String name) {
    String clipped = Utf8Length.clip(name, MAX_BYTES);
    return new Identifier(clipped, clipped.length() < name.length());
  }

  public String value() {
    return value;
  }

  /**
   * The name for use in a statement: in double quotes unless it is plain lower-case ASCII and no
   * keyword, so that it means the same name wherever it stands.
   */
  public String sql() {
    if (isPlain() && !Keywords.mustBeQuoted(value)) {
      return value;
    }
    return '"' + value.replace("\"", "\"\"") + '"';
  }

  /**
   * Whether PostgreSQL cuts this name, or what it was written as: two names that differ only behind
   * the cut are one to it. Not part of {@link #equals}.
   */
  public boolean isTooLong() {
    return cut || Utf8Length.of(value) > MAX_BYTES;
  }

  private boolean isPlain() {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(Identifier other) {
    return value.compareTo(other.value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Identifier && value.equals(((Identifier) other).value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** The bare name, for people; never for SQL. */
  @Override
  public String toString() {
    return value;
  }
}

package io.schemamedic.engine.config;

import io.schemamedic.engine.sql.Identifier;
import java.util.regex.Pattern;

/** The schema or the relation of a {@link RelationPattern}: quoted and unquoted pieces. */
final class PatternPart {
  private final Pattern pattern;
  private final boolean exact;
  private final int end;
  private final String text;

  private PatternPart(String regex, String text, boolean exact, int end) {
    this.pattern = Pattern.compile(regex, Pattern.DOTALL);
    this.exact = exact;
    this.end = end;
    this.text = text;
  }

  /** Reads from {@code start} to an unquoted dot or the end of the text. */
  static PatternPart read(String text, int start) {
    StringBuilder regex = new StringBuilder();
    StringBuilder literal = new StringBuilder();
    boolean exact = true;
    int at = start;
    while (at < text.length() && text.charAt(at) != '.') {
      char c = text.charAt(at);
      if (c == '"') {
        int close = closingQuote(text, at);
        String quoted = text.substring(at + 1, close).replace("\"\"", "\"");
        regex.append(Pattern.quote(quoted));
        literal.append(quoted);
        at = close + 1;
      } else if (c == '*') {
        // Stars in a row mean the same as one, and would only make matching slow.
        if (at == start || text.charAt(at - 1) != '*') {
          regex.append(".*");
        }
        exact = false;
        at++;
      } else {
        regex.append(Pattern.quote(unquoted(c)));
        literal.append(c);
        at++;
      }
    }
    if (regex.length() == 0) {
      throw new IllegalArgumentException("has an empty part: write schema.table");
    }
    return new PatternPart(regex.toString(), literal.toString(), exact, at);
  }

  Pattern pattern() {
    return pattern;
  }

  /** The name; of an exact part only. */
  Identifier name() {
    return Identifier.of(text);
  }

  boolean isExact() {
    return exact;
  }

  /** Position of the dot that ended the part, or the length of the text. */
  int end() {
    return end;
  }

  private static String unquoted(char c) {
    if (Character.isUpperCase(c)) {
      throw new IllegalArgumentException(
          "has upper case outside of quotes: write lower case, or put the name in double quotes");
    }
    if (Character.isWhitespace(c) || Character.isISOControl(c)) {
      throw new IllegalArgumentException("has a blank in it: put the name in double quotes");
    }
    return String.valueOf(c);
  }

  private static int closingQuote(String text, int open) {
    int at = open + 1;
    while (at < text.length()) {
      if (text.charAt(at) == '"') {
        if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
          at++;
        } else {
          return at;
        }
      }
      at++;
    }
    throw new IllegalArgumentException("has a double quote that is not closed");
  }
}

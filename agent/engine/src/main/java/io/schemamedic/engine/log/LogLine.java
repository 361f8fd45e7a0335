package io.schemamedic.engine.log;

import org.jspecify.annotations.Nullable;

/**
 * One line for stderr: the prefix, a constant text, then fields as {@code key="value"}. Whatever a
 * value holds, the result stays one line of printable characters, so that a hostile identifier can
 * neither start a line of its own nor steer a terminal. Not thread-safe; made, filled and printed
 * by one thread.
 */
public final class LogLine {
  /** Starts every line of ours, so that an operator can find and filter them. */
  public static final String PREFIX = "[schema-medic] ";

  /** Longest value that is printed; a plan's DDL fits, a dump does not. In characters. */
  private static final int LONGEST_VALUE = 2_000;

  private final StringBuilder line = new StringBuilder(PREFIX);

  private LogLine(String constantText) {
    line.append(constantText);
  }

  /**
   * Begins a line.
   *
   * @param constantText a literal of ours without data, printed as it is
   */
  public static LogLine of(String constantText) {
    return new LogLine(constantText);
  }

  /** Adds a field; one whose value is null or empty is left out. */
  public LogLine field(String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      line.append(' ').append(key).append('=').append(quoted(value));
    }
    return this;
  }

  /** Adds a number, unquoted. A unit belongs into the key. */
  public LogLine field(String key, long value) {
    line.append(' ').append(key).append('=').append(value);
    return this;
  }

  /** The finished line, without a line end. */
  @Override
  public String toString() {
    return line.toString();
  }

  /**
   * A value in double quotes, in which quotes, backslashes, control and format characters, line
   * separators and lone surrogates are escaped, and which is cut at a fixed length.
   */
  public static String quoted(String value) {
    return '"' + printable(value, LONGEST_VALUE, "\"\\") + '"';
  }

  /**
   * A text of our own that quotes foreign text: as {@link #quoted}, but quotes stay as they are.
   */
  public static String printable(String text) {
    return printable(text, LONGEST_VALUE, "");
  }

  /** As {@link #printable}, but whole: for what is to be used and not only looked at. */
  public static String printableWhole(String text) {
    return printable(text, text.length(), "");
  }

  private static String printable(String text, int longest, String alsoEscaped) {
    StringBuilder out = new StringBuilder(text.length());
    int end = Math.min(text.length(), longest);
    int at = 0;
    while (at < end) {
      int codePoint = text.codePointAt(at);
      at += Character.charCount(codePoint);
      append(out, codePoint, alsoEscaped);
    }
    return at < text.length() ? out.append("...").toString() : out.toString();
  }

  private static void append(StringBuilder out, int codePoint, String alsoEscaped) {
    if (alsoEscaped.indexOf(codePoint) >= 0) {
      out.append('\\').append((char) codePoint);
    } else if (codePoint == '\n') {
      out.append("\\n");
    } else if (codePoint == '\r') {
      out.append("\\r");
    } else if (codePoint == '\t') {
      out.append("\\t");
    } else if (isPrintable(codePoint)) {
      out.appendCodePoint(codePoint);
    } else {
      out.append(String.format("\\u{%x}", codePoint));
    }
  }

  private static boolean isPrintable(int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL:
      case Character.FORMAT:
      case Character.SURROGATE:
      case Character.PRIVATE_USE:
      case Character.UNASSIGNED:
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
        return false;
      default:
        return true;
    }
  }
}

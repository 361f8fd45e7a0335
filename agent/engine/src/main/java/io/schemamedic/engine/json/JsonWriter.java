package io.schemamedic.engine.json;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds one JSON text on a single line. Fields that have no value are left out. Nesting is
 * checked: what would not be JSON is an IllegalStateException. Not thread-safe.
 */
public final class JsonWriter {
  private final StringBuilder json = new StringBuilder();
  private final Deque<Character> open = new ArrayDeque<>();
  private boolean needsComma;

  /** Begins an object as the whole text or as an element of an array. */
  public JsonWriter beginObject() {
    return begin('{', '}');
  }

  /** Begins an object as the value of a field. */
  public JsonWriter beginObject(String name) {
    name(name);
    return open('{', '}');
  }

  public JsonWriter endObject() {
    return end('}');
  }

  /** Begins an array as the whole text or as an element of an array. */
  public JsonWriter beginArray() {
    return begin('[', ']');
  }

  /** Begins an array as the value of a field. */
  public JsonWriter beginArray(String name) {
    name(name);
    return open('[', ']');
  }

  public JsonWriter endArray() {
    return end(']');
  }

  /** A text field; left out if null. */
  public JsonWriter field(String name, @Nullable String value) {
    if (value != null) {
      name(name);
      string(value);
    }
    return this;
  }

  public JsonWriter field(String name, long value) {
    name(name);
    json.append(value);
    return this;
  }

  /** A duration in whole milliseconds; left out if null. */
  public JsonWriter fieldMillis(String name, @Nullable Duration value) {
    return value == null ? this : field(name, value.toMillis());
  }

  public JsonWriter field(String name, boolean value) {
    name(name);
    json.append(value);
    return this;
  }

  /** An array of texts; left out if empty. */
  public JsonWriter field(String name, List<String> values) {
    if (!values.isEmpty()) {
      beginArray(name);
      for (String value : values) {
        element(value);
      }
      endArray();
    }
    return this;
  }

  /** A text as an element of an array. */
  public JsonWriter element(String value) {
    require(']');
    comma();
    string(value);
    return this;
  }

  /**
   * The finished text, without a line end.
   *
   * @throws IllegalStateException if something is still open
   */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("Not all objects and arrays are closed");
    }
    return json.toString();
  }

  private JsonWriter begin(char opening, char closing) {
    if (!open.isEmpty()) {
      require(']');
    } else if (json.length() > 0) {
      throw new IllegalStateException("A JSON text has one value");
    }
    comma();
    return open(opening, closing);
  }

  private JsonWriter open(char opening, char closing) {
    json.append(opening);
    open.push(closing);
    needsComma = false;
    return this;
  }

  private JsonWriter end(char closing) {
    require(closing);
    open.pop();
    json.append(closing);
    needsComma = true;
    return this;
  }

  private void name(String name) {
    require('}');
    comma();
    string(name);
    json.append(':');
  }

  private void comma() {
    if (needsComma) {
      json.append(',');
    }
    needsComma = true;
  }

  private void require(char closing) {
    if (open.isEmpty() || open.peek() != closing) {
      throw new IllegalStateException(
          "Not inside of " + (closing == '}' ? "an object" : "an array"));
    }
  }

  private void string(String value) {
    json.append('"');
    for (int at = 0; at < value.length(); at++) {
      char c = value.charAt(at);
      if (Character.isHighSurrogate(c)
          && at + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(at + 1))) {
        json.append(c).append(value.charAt(at + 1));
        at++;
      } else {
        character(c);
      }
    }
    json.append('"');
  }

  private void character(char c) {
    if (c == '"' || c == '\\') {
      json.append('\\').append(c);
    } else if (c == '\n') {
      json.append("\\n");
    } else if (c == '\r') {
      json.append("\\r");
    } else if (c == '\t') {
      json.append("\\t");
    } else if (mustBeEscaped(c)) {
      json.append(String.format("\\u%04x", (int) c));
    } else {
      json.append(c);
    }
  }

  /**
   * Control characters by the standard; lone surrogates because they have no UTF-8 form; the line
   * separators because some readers of JSON lines split at them; the rest so that the text can be
   * put into a page or on a terminal without harm.
   */
  private static boolean mustBeEscaped(char c) {
    return c < 0x20
        || (c >= 0x7f && c <= 0x9f)
        || Character.isSurrogate(c)
        || Character.getType(c) == Character.FORMAT
        || c == '\u2028'
        || c == '\u2029'
        || c == '<'
        || c == '>';
  }
}

package io.schemamedic.engine.failure;

import io.schemamedic.engine.sql.Identifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A name as the statement wrote it, folded as the server folds it: {@code t}, {@code s.t}, {@code
 * t.c}. One to three parts. Immutable.
 *
 * <p>What stands where a name is missing need not be one: {@code note = "Bob Smith"}, as other
 * databases write a string, is a name to PostgreSQL. So a name is told only if it was written as no
 * value is.
 */
public final class NameChain {
  /** Without typographic quotes, which are letters to the server. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]{0,62}");

  private static final String UNTOLD_IN_QUOTES = "a quoted name";
  private static final String UNTOLD = "a name with unusual characters";

  private final List<Identifier> parts;
  private final boolean quoted;

  private NameChain(List<Identifier> parts, boolean quoted) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a name has at least one part");
    }
    this.parts = Collections.unmodifiableList(new ArrayList<>(parts));
    this.quoted = quoted;
  }

  /** Of at least one part, all written without quotes. */
  public static NameChain of(List<Identifier> parts) {
    return new NameChain(parts, false);
  }

  /** Of at least one part, of which any was written in quotes. */
  public static NameChain quoted(List<Identifier> parts) {
    return new NameChain(parts, true);
  }

  /** The last part: the table or the column itself. */
  public Identifier last() {
    return parts.get(parts.size() - 1);
  }

  /**
   * The part before the last: a schema for a table; a table or an alias for a column. Null if
   * unqualified.
   */
  public @Nullable Identifier qualifier() {
    return parts.size() < 2 ? null : parts.get(parts.size() - 2);
  }

  public int size() {
    return parts.size();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NameChain && parts.equals(((NameChain) other).parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  /** The whole name, exactly; not for people, since it may be a value. */
  public String sql() {
    StringBuilder text = new StringBuilder();
    for (Identifier part : parts) {
      text.append(text.length() == 0 ? "" : ".").append(part.sql());
    }
    return text.toString();
  }

  /**
   * For people.
   *
   * @param part the whole name or a part of it
   * @return in its place what it is, if it may be a value
   */
  public String told(String part) {
    if (quoted) {
      return UNTOLD_IN_QUOTES;
    }
    for (Identifier each : parts) {
      if (!PLAIN.matcher(each.value()).matches()) {
        return UNTOLD;
      }
    }
    return part;
  }

  /** For people: the name, unless it may be a value. */
  @Override
  public String toString() {
    return told(sql());
  }
}

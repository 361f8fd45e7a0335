package io.schemamedic.engine.failure;

import io.schemamedic.engine.sql.Identifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A name as the statement wrote it, folded as the server folds it: {@code t}, {@code s.t}, {@code
 * t.c}. One to three parts. Immutable.
 */
public final class NameChain {
  private final List<Identifier> parts;

  private NameChain(List<Identifier> parts) {
    this.parts = Collections.unmodifiableList(new ArrayList<>(parts));
  }

  /** At least one part is needed. */
  public static NameChain of(List<Identifier> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a name has at least one part");
    }
    return new NameChain(parts);
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

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Identifier part : parts) {
      text.append(text.length() == 0 ? "" : ".").append(part.sql());
    }
    return text.toString();
  }
}

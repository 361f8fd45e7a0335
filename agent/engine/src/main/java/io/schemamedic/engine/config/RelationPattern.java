package io.schemamedic.engine.config;

import io.schemamedic.engine.sql.RelationName;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names relations by {@code schema.table}, both parts mandatory. {@code *} stands for any run of
 * characters within its part. Matched against exact names as the catalog has them, case included.
 *
 * <p>A name that PostgreSQL would need quoted is quoted here too: {@code "Sales".order} or {@code
 * public."a.b"}; within quotes every character stands for itself, also {@code *} and the dot, and a
 * quote is doubled. Upper case outside of quotes is refused instead of folded or taken literally,
 * since either reading would surprise half of its authors. Immutable.
 */
public final class RelationPattern {
  private final String text;
  private final Pattern schemaName;
  private final Pattern relationName;
  private final @Nullable RelationName exactName;

  private RelationPattern(String text, PatternPart schemaName, PatternPart relationName) {
    this.text = text;
    this.schemaName = schemaName.pattern();
    this.relationName = relationName.pattern();
    this.exactName =
        schemaName.isExact() && relationName.isExact()
            ? RelationName.of(schemaName.name(), relationName.name())
            : null;
  }

  /**
   * @throws IllegalArgumentException if the text is no such pattern; the message is for the
   *     operator
   */
  public static RelationPattern parse(String text) {
    PatternPart schemaName = PatternPart.read(text, 0);
    if (schemaName.end() == text.length()) {
      throw new IllegalArgumentException(
          "has no schema: write schema.table, such as public.orders");
    }
    PatternPart relationName = PatternPart.read(text, schemaName.end() + 1);
    if (relationName.end() != text.length()) {
      throw new IllegalArgumentException(
          "has more than two parts: write schema.table, and quote a name with a dot in it");
    }
    return new RelationPattern(text, schemaName, relationName);
  }

  public boolean matches(String schemaName, String relationName) {
    return this.schemaName.matcher(schemaName).matches()
        && this.relationName.matcher(relationName).matches();
  }

  /**
   * Whether the pattern names one relation, without a wildcard. Only such a pattern may set aside
   * the built-in deny list.
   */
  public boolean isExact() {
    return exactName != null;
  }

  /**
   * The one relation that the text names.
   *
   * @throws IllegalArgumentException if it names several, or is no pattern at all; the message is
   *     for the operator
   */
  static RelationName parseExactly(String text) {
    RelationName name = parse(text).exactName;
    if (name == null) {
      throw new IllegalArgumentException("has a wildcard: name one table");
    }
    return name;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RelationPattern && text.equals(((RelationPattern) other).text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}

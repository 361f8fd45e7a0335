package io.schemamedic.engine.schema.canonical;

import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredColumn.Generation;
import org.jspecify.annotations.Nullable;

/** Where a column's value comes from when a row names none. Immutable. */
final class CanonicalValue {
  private final Generation generation;
  private final @Nullable Expression expression;
  private final @Nullable CanonicalSequence identity;

  private CanonicalValue(
      Generation generation,
      @Nullable Expression expression,
      @Nullable CanonicalSequence identity) {
    this.generation = generation;
    this.expression = expression;
    this.identity = identity;
  }

  static CanonicalValue of(DeclaredColumn column, CanonicalType type, ColumnTypes types) {
    Generation generation = column.generation();
    switch (generation) {
      case IDENTITY_ALWAYS:
      case IDENTITY_BY_DEFAULT:
        return new CanonicalValue(
            generation, null, CanonicalSequence.ofOptions(column.generationSql(), type.name()));
      case STORED:
      case VIRTUAL:
        return new CanonicalValue(generation, Expression.of(column.generationSql(), types), null);
      default:
        String defaultSql = column.defaultSql();
        Expression expression = defaultSql == null ? null : Expression.of(defaultSql, types);
        // The server does not even remember a default of NULL.
        boolean none = expression == null || expression.isNull();
        return new CanonicalValue(generation, none ? null : expression, null);
    }
  }

  Likeness likeness(CanonicalValue found) {
    if (generation != found.generation) {
      boolean drawn =
          (generation == Generation.SERIAL && found.draws())
              || (draws() && found.generation == Generation.SERIAL);
      return drawn ? Likeness.UNSURE : Likeness.DIFFERENT;
    }
    if (identity != null && found.identity != null) {
      return identity.likeness(found.identity);
    }
    if (expression == null || found.expression == null) {
      return Likeness.ofEquality(expression == found.expression);
    }
    return expression.likeness(found.expression);
  }

  /** Whether it is the long form of serial, or could be. */
  private boolean draws() {
    return generation == Generation.NONE && expression != null && expression.isNextval();
  }
}

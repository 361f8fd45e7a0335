package io.schemamedic.engine.schema;

import static java.util.Objects.requireNonNull;

import io.schemamedic.engine.sql.RelationName;

/** Two sources that declare the same name differently. Immutable. */
public final class SchemaContradiction {
  private final RelationName name;
  private final String firstSource;
  private final String secondSource;

  SchemaContradiction(RelationName name, String firstSource, String secondSource) {
    this.name = requireNonNull(name);
    this.firstSource = requireNonNull(firstSource);
    this.secondSource = requireNonNull(secondSource);
  }

  public RelationName name() {
    return name;
  }

  public String firstSource() {
    return firstSource;
  }

  public String secondSource() {
    return secondSource;
  }

  /** For people. */
  @Override
  public String toString() {
    return name + " is declared differently in " + firstSource + " and " + secondSource;
  }
}

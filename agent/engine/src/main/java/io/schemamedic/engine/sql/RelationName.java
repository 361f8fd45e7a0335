package io.schemamedic.engine.sql;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A relation's full name. Always with its schema: which schema an unqualified name means depends on
 * a session, and is settled before one of these is made. Immutable.
 */
public final class RelationName implements Comparable<RelationName> {
  private final Identifier schemaName;
  private final Identifier name;

  private RelationName(Identifier schemaName, Identifier name) {
    this.schemaName = requireNonNull(schemaName);
    this.name = requireNonNull(name);
  }

  public static RelationName of(Identifier schemaName, Identifier name) {
    return new RelationName(schemaName, name);
  }

  public Identifier schemaName() {
    return schemaName;
  }

  public Identifier name() {
    return name;
  }

  /** For use in a statement, each part quoted where it must be. */
  public String sql() {
    return schemaName.sql() + '.' + name.sql();
  }

  /** By schema, then by name. */
  @Override
  public int compareTo(RelationName other) {
    int bySchema = schemaName.compareTo(other.schemaName);
    return bySchema != 0 ? bySchema : name.compareTo(other.name);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RelationName
        && schemaName.equals(((RelationName) other).schemaName)
        && name.equals(((RelationName) other).name);
  }

  @Override
  public int hashCode() {
    return 31 * schemaName.hashCode() + name.hashCode();
  }

  /** Schema and name with a dot, for people; never for SQL. */
  @Override
  public String toString() {
    return schemaName.value() + '.' + name.value();
  }
}

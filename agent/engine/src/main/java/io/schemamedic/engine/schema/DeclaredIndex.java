package io.schemamedic.engine.schema;

import static java.util.Objects.requireNonNull;

import io.schemamedic.engine.sql.Identifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An index that no constraint makes, as declared. Immutable. */
public final class DeclaredIndex {
  private final @Nullable Identifier name;
  private final boolean unique;
  private final List<Identifier> columns;
  private final boolean plain;
  private final String definitionSql;

  private DeclaredIndex(
      @Nullable Identifier name,
      boolean unique,
      List<Identifier> columns,
      boolean plain,
      String definitionSql) {
    this.name = name;
    this.unique = unique;
    this.columns = Collections.unmodifiableList(new ArrayList<>(columns));
    this.plain = plain;
    this.definitionSql = requireNonNull(definitionSql);
  }

  /**
   * An index.
   *
   * @param columns the key columns that are plain columns
   * @param plain whether these are all that the index mentions: no expression, no INCLUDE, no WHERE
   * @param definitionSql everything behind the table, for example {@code USING btree (a, b DESC)}
   */
  public static DeclaredIndex of(
      @Nullable Identifier name,
      boolean unique,
      List<Identifier> columns,
      boolean plain,
      String definitionSql) {
    return new DeclaredIndex(name, unique, columns, plain, definitionSql);
  }

  /** Absent where PostgreSQL is to make up a name. An index lives in the schema of its table. */
  public @Nullable Identifier name() {
    return name;
  }

  public boolean isUnique() {
    return unique;
  }

  /** Those of its keys that are plain columns, in their order. */
  public List<Identifier> columns() {
    return columns;
  }

  /** Whether {@link #columns()} is all that it mentions: no expression, no INCLUDE, no WHERE. */
  public boolean isPlain() {
    return plain;
  }

  /** Everything behind the table's name, beginning with USING. */
  public String definitionSql() {
    return definitionSql;
  }

  public DeclaredIndex withName(Identifier newName) {
    return new DeclaredIndex(newName, unique, columns, plain, definitionSql);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DeclaredIndex && toString().equals(other.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** The whole index in a stable form: two are equal if this is. */
  @Override
  public String toString() {
    return (unique ? "UNIQUE INDEX " : "INDEX ")
        + (name == null ? "" : name.sql() + " ")
        + definitionSql;
  }
}

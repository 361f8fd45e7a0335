package io.schemamedic.engine.schema;

import static java.util.Objects.requireNonNull;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table constraint as declared; those written behind a column are turned into one. Immutable. */
public final class DeclaredConstraint {
  public enum Kind {
    PRIMARY_KEY,
    UNIQUE,
    CHECK,
    FOREIGN_KEY,
    EXCLUDE
  }

  private final Kind kind;
  private final @Nullable Identifier name;
  private final List<Identifier> columns;
  private final String clauseSql;
  private final @Nullable RelationName referencedTable;
  private final List<Identifier> referencedColumns;
  private final boolean notValid;

  private DeclaredConstraint(
      Kind kind,
      @Nullable Identifier name,
      List<Identifier> columns,
      String clauseSql,
      @Nullable RelationName referencedTable,
      List<Identifier> referencedColumns,
      boolean notValid) {
    this.kind = requireNonNull(kind);
    this.name = name;
    this.columns = Collections.unmodifiableList(new ArrayList<>(columns));
    this.clauseSql = requireNonNull(clauseSql);
    this.referencedTable = referencedTable;
    this.referencedColumns = Collections.unmodifiableList(new ArrayList<>(referencedColumns));
    this.notValid = notValid;
  }

  /**
   * Any constraint but a foreign key.
   *
   * @param columns for CHECK and EXCLUDE the columns of the table that the expression mentions
   * @param definitionSql everything behind the name, for example {@code CHECK (a > 0)}
   */
  public static DeclaredConstraint of(
      Kind kind,
      @Nullable Identifier name,
      List<Identifier> columns,
      String definitionSql,
      boolean notValid) {
    if (kind == Kind.FOREIGN_KEY) {
      throw new IllegalArgumentException("A foreign key is made by foreignKey()");
    }
    return new DeclaredConstraint(
        kind, name, columns, definitionSql, null, Collections.<Identifier>emptyList(), notValid);
  }

  /**
   * A foreign key.
   *
   * @param referencedColumns empty for the primary key of the referenced table
   * @param optionsSql what follows the referenced columns, for example {@code ON DELETE CASCADE};
   *     may be empty
   */
  public static DeclaredConstraint foreignKey(
      @Nullable Identifier name,
      List<Identifier> columns,
      RelationName referencedTable,
      List<Identifier> referencedColumns,
      String optionsSql,
      boolean notValid) {
    return new DeclaredConstraint(
        Kind.FOREIGN_KEY,
        name,
        columns,
        optionsSql,
        requireNonNull(referencedTable),
        referencedColumns,
        notValid);
  }

  public Kind kind() {
    return kind;
  }

  /** Absent where PostgreSQL is to make up a name. */
  public @Nullable Identifier name() {
    return name;
  }

  /** The constrained columns in their order; for CHECK and EXCLUDE those that are mentioned. */
  public List<Identifier> columns() {
    return columns;
  }

  /**
   * The constraint without its name, NOT VALID and deferrability included; a referenced table is
   * qualified.
   */
  public String definitionSql() {
    if (referencedTable == null) {
      return clauseSql;
    }
    StringBuilder sql = new StringBuilder("FOREIGN KEY (");
    appendList(sql, columns).append(") REFERENCES ").append(referencedTable.sql());
    if (!referencedColumns.isEmpty()) {
      appendList(sql.append('('), referencedColumns).append(')');
    }
    return clauseSql.isEmpty() ? sql.toString() : sql.append(' ').append(clauseSql).toString();
  }

  /** Only a foreign key has one. */
  public @Nullable RelationName referencedTable() {
    return referencedTable;
  }

  /** Empty if not a foreign key, or if the referenced table's primary key is meant. */
  public List<Identifier> referencedColumns() {
    return referencedColumns;
  }

  /** Whether rows that are there already are exempt. CREATE TABLE ignores this; ALTER does not. */
  public boolean isNotValid() {
    return notValid;
  }

  /** What follows the referenced columns of a foreign key; for others {@link #definitionSql()}. */
  public String clauseSql() {
    return clauseSql;
  }

  public DeclaredConstraint withName(Identifier newName) {
    return new DeclaredConstraint(
        kind, newName, columns, clauseSql, referencedTable, referencedColumns, notValid);
  }

  /** The same constraint on other columns; the caller sees to it that the definition agrees. */
  public DeclaredConstraint withColumns(List<Identifier> newColumns) {
    return new DeclaredConstraint(
        kind, name, newColumns, clauseSql, referencedTable, referencedColumns, notValid);
  }

  /** The same constraint with another {@link #clauseSql()}. */
  public DeclaredConstraint withClause(String newClauseSql) {
    return new DeclaredConstraint(
        kind, name, columns, newClauseSql, referencedTable, referencedColumns, notValid);
  }

  /** The same constraint, of which no row is exempt. */
  public DeclaredConstraint validated() {
    String sql = notValid ? clauseSql.replaceFirst(" ?NOT VALID$", "") : clauseSql;
    return new DeclaredConstraint(
        kind, name, columns, sql, referencedTable, referencedColumns, false);
  }

  /** The same foreign key with another target. */
  public DeclaredConstraint withReferenced(RelationName table, List<Identifier> newColumns) {
    return new DeclaredConstraint(kind, name, columns, clauseSql, table, newColumns, notValid);
  }

  private static StringBuilder appendList(StringBuilder sql, List<Identifier> names) {
    for (int i = 0; i < names.size(); i++) {
      sql.append(i == 0 ? "" : ", ").append(names.get(i).sql());
    }
    return sql;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DeclaredConstraint && toString().equals(other.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** The whole constraint in a stable form: two are equal if this is. */
  @Override
  public String toString() {
    return (name == null ? "" : "CONSTRAINT " + name.sql() + " ") + definitionSql();
  }
}

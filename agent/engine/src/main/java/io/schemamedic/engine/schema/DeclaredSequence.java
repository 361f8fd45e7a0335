package io.schemamedic.engine.schema;

import static java.util.Objects.requireNonNull;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import org.jspecify.annotations.Nullable;

/** A sequence of its own; those of serial and identity columns belong to the column. Immutable. */
public final class DeclaredSequence {
  private final RelationName name;
  private final String optionsSql;
  private final @Nullable RelationName owningTable;
  private final @Nullable Identifier owningColumn;

  private DeclaredSequence(
      RelationName name,
      String optionsSql,
      @Nullable RelationName owningTable,
      @Nullable Identifier owningColumn) {
    this.name = requireNonNull(name);
    this.optionsSql = requireNonNull(optionsSql);
    this.owningTable = owningTable;
    this.owningColumn = owningColumn;
  }

  /** A sequence that no column owns. */
  public static DeclaredSequence of(RelationName name, String optionsSql) {
    return new DeclaredSequence(name, optionsSql, null, null);
  }

  public RelationName name() {
    return name;
  }

  /** What follows the name, without OWNED BY; may be empty. */
  public String optionsSql() {
    return optionsSql;
  }

  /** The table with which this sequence is dropped. Absent together with the column. */
  public @Nullable RelationName owningTable() {
    return owningTable;
  }

  public @Nullable Identifier owningColumn() {
    return owningColumn;
  }

  public DeclaredSequence ownedBy(RelationName table, Identifier column) {
    return new DeclaredSequence(name, optionsSql, requireNonNull(table), requireNonNull(column));
  }

  public DeclaredSequence ownedByNone() {
    return new DeclaredSequence(name, optionsSql, null, null);
  }

  public DeclaredSequence withOptions(String newOptionsSql) {
    return new DeclaredSequence(name, newOptionsSql, owningTable, owningColumn);
  }

  public DeclaredSequence withName(RelationName newName) {
    return new DeclaredSequence(newName, optionsSql, owningTable, owningColumn);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DeclaredSequence && toString().equals(other.toString());
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** The whole sequence in a stable form: two are equal if this is. */
  @Override
  public String toString() {
    return name.sql()
        + " "
        + optionsSql
        + (owningTable == null || owningColumn == null
            ? ""
            : " OWNED BY " + owningTable.sql() + "." + owningColumn.sql());
  }
}

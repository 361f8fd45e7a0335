package io.schemamedic.engine.schema.ddl;

import static java.util.Objects.requireNonNull;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import org.jspecify.annotations.Nullable;

/** That a script has given another name to a table or a column, rows and all. Immutable. */
public final class Renaming {
  private final RelationName table;
  private final @Nullable Identifier column;
  private final String before;

  private Renaming(RelationName table, @Nullable Identifier column, String before) {
    this.table = requireNonNull(table);
    this.column = column;
    this.before = requireNonNull(before);
  }

  static Renaming ofTable(RelationName before, RelationName now) {
    return new Renaming(now, null, before.toString());
  }

  static Renaming ofColumn(RelationName table, Identifier before, Identifier now) {
    return new Renaming(table, now, table + "." + before);
  }

  /** Whether it gave the name to this column, or to the table if none is given. */
  public boolean isTo(RelationName newTable, @Nullable Identifier newColumn) {
    return table.equals(newTable)
        && (column == null ? newColumn == null : column.equals(newColumn));
  }

  /** Both names, for people. */
  @Override
  public String toString() {
    return before + " to " + table + (column == null ? "" : "." + column);
  }
}

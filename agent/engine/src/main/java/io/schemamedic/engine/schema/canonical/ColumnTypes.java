package io.schemamedic.engine.schema.canonical;

import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredEnum;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table in which expressions stand: what its columns are. Immutable. */
final class ColumnTypes {
  private final RelationName table;
  private final Map<Identifier, CanonicalType> types = new HashMap<>();

  private final Set<String> enums = new HashSet<>();

  ColumnTypes(DeclaredTable table, DeclaredSchema schema) {
    this.table = table.name();
    for (DeclaredEnum type : schema.enumsOf(table)) {
      enums.add(type.name().name().value());
    }
    for (DeclaredColumn column : table.columns()) {
      types.put(column.name(), CanonicalType.of(column.typeSql()));
    }
  }

  /** Whether a type is an enum of one of the columns, or has the name of one. */
  boolean isEnum(CanonicalType type) {
    return !type.isArray() && enums.contains(type.name());
  }

  RelationName table() {
    return table;
  }

  /**
   * The type of a column.
   *
   * @throws IllegalArgumentException if there is no such column
   */
  CanonicalType of(Identifier column) {
    CanonicalType type = types.get(column);
    if (type == null) {
      throw new IllegalArgumentException("No column " + column + " in " + table);
    }
    return type;
  }

  /** The type of a column, if there is one of that name. */
  @Nullable CanonicalType ofAny(@Nullable Identifier name) {
    return types.get(name);
  }
}

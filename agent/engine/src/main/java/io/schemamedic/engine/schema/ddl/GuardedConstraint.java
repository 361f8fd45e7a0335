package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;

/** Adds a foreign key unless it is there, for which PostgreSQL has no syntax of its own. */
final class GuardedConstraint {
  private GuardedConstraint() {}

  static String add(RelationName table, DeclaredConstraint foreignKey) {
    String block =
        "\nBEGIN\n  IF NOT EXISTS (\n    SELECT FROM pg_catalog.pg_constraint"
            + "\n    WHERE conrelid = "
            + regclass(table)
            + " AND "
            + found(table, foreignKey)
            + "\n  ) THEN\n    "
            + DdlWriter.addConstraint(table, foreignKey)
            + ";\n  END IF;\nEND\n";
    String quote = quote(block);
    return "DO " + quote + block + quote;
  }

  /** By its name, or by what it says if it has none of its own. */
  private static String found(RelationName table, DeclaredConstraint foreignKey) {
    Identifier name = foreignKey.name();
    if (name != null) {
      return "conname = " + literal(name.value());
    }
    RelationName referenced = foreignKey.referencedTable();
    StringBuilder sql = new StringBuilder("contype = 'f'");
    if (referenced != null) {
      sql.append(" AND confrelid = ").append(regclass(referenced));
    }
    sql.append("\n      AND conkey = ARRAY[");
    String separator = "";
    for (Identifier column : foreignKey.columns()) {
      sql.append(separator)
          .append("(SELECT attnum FROM pg_catalog.pg_attribute WHERE attrelid = ")
          .append(regclass(table))
          .append(" AND attname = ")
          .append(literal(column.value()))
          .append(')');
      separator = ", ";
    }
    return sql.append(']').toString();
  }

  private static String regclass(RelationName name) {
    return literal(name.sql()) + "::pg_catalog.regclass";
  }

  /** In the form that means the same with and without standard_conforming_strings. */
  private static String literal(String value) {
    String text = value.replace("'", "''");
    return text.indexOf('\\') < 0 ? "'" + text + "'" : "E'" + text.replace("\\", "\\\\") + "'";
  }

  /** A dollar quote that does not occur in the block, whatever names it holds. */
  private static String quote(String block) {
    String tag = "medic";
    while (block.contains("$" + tag + "$")) {
      tag += "_";
    }
    return "$" + tag + "$";
  }
}

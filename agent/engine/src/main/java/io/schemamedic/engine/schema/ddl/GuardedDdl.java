package io.schemamedic.engine.schema.ddl;

import static java.util.Objects.requireNonNull;

import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;

/**
 * Statements that look before they act, where PostgreSQL has no {@code IF NOT EXISTS} of its own.
 * Each is one block of PL/pgSQL.
 */
final class GuardedDdl {
  private static final String ATTRIBUTE =
      "SELECT FROM pg_catalog.pg_attribute\n    WHERE attrelid = ";

  private GuardedDdl() {}

  /** Adds the constraint unless it is there, by its name, or by what it says if it has none. */
  static String add(RelationName table, DeclaredConstraint constraint, String ddl) {
    return unless(constraintThere(table, constraint), ddl);
  }

  /** Makes the table, and what belongs to it, unless there is a relation of that name. */
  static String create(RelationName table, Iterable<String> ddl) {
    return block(
        "IF pg_catalog.to_regclass("
            + literal(table.sql())
            + ") IS NULL THEN"
            + statements(ddl)
            + "\n  END IF;");
  }

  /** Does it unless the table has the column. */
  static String unlessColumn(RelationName table, Identifier column, String ddl) {
    return unless(
        ATTRIBUTE
            + regclass(table)
            + " AND attname = "
            + literal(column.value())
            + " AND NOT attisdropped",
        ddl);
  }

  /** Does it unless the column cannot be null, or the table has a constraint of that name. */
  static String unlessNotNull(
      RelationName table, Identifier column, Identifier constraint, String ddl) {
    return unless(
        ATTRIBUTE
            + regclass(table)
            + " AND attname = "
            + literal(column.value())
            + " AND attnotnull\n    UNION ALL\n    "
            + constraintNamed(table, constraint),
        ddl);
  }

  /** Does it if the table has a constraint of that name. */
  static String ifConstraint(RelationName table, Identifier constraint, String ddl) {
    return block(
        "IF EXISTS (\n    "
            + constraintNamed(table, constraint)
            + "\n  ) THEN\n    "
            + ddl
            + ";\n  END IF;");
  }

  /** Validates the constraint, whatever its name is; nothing if it is valid. */
  static String validate(RelationName table, DeclaredConstraint constraint) {
    return "DO "
        + quoted(
            "\nDECLARE\n  found pg_catalog.name;\nBEGIN\n  SELECT conname INTO found"
                + constraintThere(table, constraint).substring("SELECT".length())
                + ";\n  EXECUTE pg_catalog.format("
                + literal("ALTER TABLE " + percentProof(table.sql()) + " VALIDATE CONSTRAINT %I")
                + ", found);\nEND\n");
  }

  /** Fails, and says what to do, if the index was left behind by a build that did not end. */
  static String requireValid(RelationName index) {
    String advice =
        "The index "
            + index.sql()
            + " is not valid. Run REINDEX INDEX CONCURRENTLY "
            + index.sql()
            + " and then this migration again.";
    return unless(
        "SELECT FROM pg_catalog.pg_index\n    WHERE indexrelid = "
            + regclass(index)
            + " AND indisvalid",
        "RAISE EXCEPTION USING MESSAGE = " + literal(advice));
  }

  private static String unless(String query, String ddl) {
    return block("IF NOT EXISTS (\n    " + query + "\n  ) THEN\n    " + ddl + ";\n  END IF;");
  }

  private static String statements(Iterable<String> ddl) {
    StringBuilder sql = new StringBuilder();
    for (String statement : ddl) {
      sql.append("\n    ").append(statement).append(';');
    }
    return sql.toString();
  }

  private static String constraintNamed(RelationName table, Identifier name) {
    return "SELECT FROM pg_catalog.pg_constraint\n    WHERE conrelid = "
        + regclass(table)
        + " AND conname = "
        + literal(name.value());
  }

  private static String constraintThere(RelationName table, DeclaredConstraint constraint) {
    Identifier name = constraint.name();
    RelationName referenced = constraint.referencedTable();
    if (name != null || referenced == null) {
      return constraintNamed(table, requireNonNull(name));
    }
    StringBuilder sql =
        new StringBuilder("SELECT FROM pg_catalog.pg_constraint\n    WHERE conrelid = ")
            .append(regclass(table))
            .append(" AND contype = 'f' AND confrelid = ")
            .append(regclass(referenced))
            .append("\n      AND conkey = ARRAY[");
    String separator = "";
    for (Identifier column : constraint.columns()) {
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

  private static String block(String body) {
    return "DO " + quoted("\nBEGIN\n  " + body + "\nEND\n");
  }

  private static String regclass(RelationName name) {
    return literal(name.sql()) + "::pg_catalog.regclass";
  }

  private static String percentProof(String format) {
    return format.replace("%", "%%");
  }

  /** In the form that means the same with and without standard_conforming_strings. */
  private static String literal(String value) {
    String text = value.replace("'", "''");
    return text.indexOf('\\') < 0 ? "'" + text + "'" : "E'" + text.replace("\\", "\\\\") + "'";
  }

  /** In a dollar quote that does not occur in the block, whatever names it holds. */
  private static String quoted(String block) {
    String tag = "medic";
    while (block.contains("$" + tag + "$")) {
      tag += "_";
    }
    return "$" + tag + "$" + block + "$" + tag + "$";
  }
}

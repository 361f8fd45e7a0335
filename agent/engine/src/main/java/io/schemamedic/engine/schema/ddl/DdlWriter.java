package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredEnum;
import io.schemamedic.engine.schema.DeclaredIndex;
import io.schemamedic.engine.schema.DeclaredSequence;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Renders declared objects as single statements without a semicolon. All names are quoted and
 * qualified here; types and expressions are the declared text.
 */
public final class DdlWriter {
  private DdlWriter() {}

  public static String createSchema(Identifier schemaName) {
    return "CREATE SCHEMA " + schemaName.sql();
  }

  public static String createEnum(DeclaredEnum type) {
    return "CREATE TYPE " + type.name().sql() + " AS ENUM (" + joined(type.labelsSql(), ", ") + ")";
  }

  /** Without its owner, which may not be there yet; see {@link #ownSequence}. */
  public static String createSequence(DeclaredSequence sequence) {
    String options = sequence.optionsSql();
    return "CREATE SEQUENCE " + sequence.name().sql() + (options.isEmpty() ? "" : " " + options);
  }

  /**
   * Makes the sequence belong to its column.
   *
   * @throws IllegalArgumentException if the sequence has no owner
   */
  public static String ownSequence(DeclaredSequence sequence) {
    RelationName table = sequence.owningTable();
    Identifier column = sequence.owningColumn();
    if (table == null || column == null) {
      throw new IllegalArgumentException("No column owns the sequence " + sequence.name());
    }
    return "ALTER SEQUENCE "
        + sequence.name().sql()
        + " OWNED BY "
        + table.sql()
        + "."
        + column.sql();
  }

  /** The table with all its constraints; indexes are statements of their own. */
  public static String createTable(DeclaredTable table) {
    return createTable(table, table.constraints());
  }

  /** The table with only some of its constraints, for example without foreign keys to come. */
  public static String createTable(
      DeclaredTable table, Collection<DeclaredConstraint> constraints) {
    List<String> elements = new ArrayList<>();
    for (DeclaredColumn column : table.columns()) {
      elements.add(column(column));
    }
    for (DeclaredConstraint constraint : constraints) {
      elements.add(constraint(constraint));
    }
    return "CREATE "
        + (table.isUnlogged() ? "UNLOGGED " : "")
        + "TABLE "
        + table.name().sql()
        + " (\n  "
        + joined(elements, ",\n  ")
        + "\n)";
  }

  /**
   * One ALTER TABLE that adds all of them. A foreign key stands inline with its column: only then
   * does PostgreSQL know that a column without a default has nothing to be checked, and scans
   * nothing. One that is NOT VALID scans nothing anyway and can only stand by itself.
   *
   * @param foreignKeys those on one of the columns alone are added, others are left for later
   * @throws IllegalArgumentException if there is no column, or a constraint is no foreign key
   */
  public static String addColumns(
      DeclaredTable table,
      Collection<DeclaredColumn> columns,
      Collection<DeclaredConstraint> foreignKeys) {
    List<String> actions = new ArrayList<>();
    List<String> byThemselves = new ArrayList<>();
    for (DeclaredColumn column : columns) {
      StringBuilder action = new StringBuilder("ADD COLUMN ").append(column(column));
      for (DeclaredConstraint foreignKey : foreignKeys) {
        if (foreignKey.kind() != DeclaredConstraint.Kind.FOREIGN_KEY) {
          throw new IllegalArgumentException("Only foreign keys are added with columns");
        }
        if (!foreignKey.columns().equals(Collections.singletonList(column.name()))) {
          continue;
        }
        if (foreignKey.isNotValid()) {
          byThemselves.add("ADD " + constraint(foreignKey));
        } else {
          action.append(' ').append(reference(foreignKey));
        }
      }
      actions.add(action.toString());
    }
    if (actions.isEmpty()) {
      throw new IllegalArgumentException("Nothing to add to " + table.name());
    }
    actions.addAll(byThemselves);
    return "ALTER TABLE " + table.name().sql() + " " + joined(actions, ", ");
  }

  /** A foreign key as a column takes it: without the words that name the columns. */
  private static String reference(DeclaredConstraint foreignKey) {
    String columns = "FOREIGN KEY (" + foreignKey.columns().get(0).sql() + ") ";
    Identifier name = foreignKey.name();
    return (name == null ? "" : "CONSTRAINT " + name.sql() + " ")
        + foreignKey.definitionSql().substring(columns.length());
  }

  public static String addConstraint(RelationName table, DeclaredConstraint constraint) {
    return "ALTER TABLE " + table.sql() + " ADD " + constraint(constraint);
  }

  public static String createIndex(RelationName table, DeclaredIndex index) {
    Identifier name = index.name();
    return "CREATE "
        + (index.isUnique() ? "UNIQUE " : "")
        + "INDEX "
        + (name == null ? "" : name.sql() + " ")
        + "ON "
        + table.sql()
        + " "
        + index.definitionSql();
  }

  /** Statements for the comments on the table and its columns; often none. */
  public static List<String> comments(DeclaredTable table) {
    List<String> statements = new ArrayList<>();
    if (table.commentSql() != null) {
      statements.add("COMMENT ON TABLE " + table.name().sql() + " IS " + table.commentSql());
    }
    for (DeclaredColumn column : table.columns()) {
      if (column.commentSql() != null) {
        statements.add(
            "COMMENT ON COLUMN "
                + table.name().sql()
                + "."
                + column.name().sql()
                + " IS "
                + column.commentSql());
      }
    }
    return statements;
  }

  /** A column as CREATE TABLE and ADD COLUMN take it. */
  static String column(DeclaredColumn column) {
    StringBuilder sql = new StringBuilder(column.name().sql()).append(' ').append(type(column));
    Identifier notNullName = column.notNullName();
    boolean implied = column.generation() == DeclaredColumn.Generation.SERIAL;
    if (column.isNotNull() && (!implied || notNullName != null)) {
      sql.append(notNullName == null ? "" : " CONSTRAINT " + notNullName.sql()).append(" NOT NULL");
    }
    if (column.defaultSql() != null) {
      sql.append(" DEFAULT ").append(column.defaultSql());
    }
    String options = column.generationSql().isEmpty() ? "" : " " + column.generationSql();
    switch (column.generation()) {
      case IDENTITY_ALWAYS:
        sql.append(" GENERATED ALWAYS AS IDENTITY").append(options);
        break;
      case IDENTITY_BY_DEFAULT:
        sql.append(" GENERATED BY DEFAULT AS IDENTITY").append(options);
        break;
      case STORED:
        sql.append(" GENERATED ALWAYS AS").append(options).append(" STORED");
        break;
      case VIRTUAL:
        sql.append(" GENERATED ALWAYS AS").append(options).append(" VIRTUAL");
        break;
      default:
        break;
    }
    return sql.toString();
  }

  private static String type(DeclaredColumn column) {
    if (column.generation() != DeclaredColumn.Generation.SERIAL) {
      return column.typeSql();
    }
    switch (column.typeSql()) {
      case "smallint":
        return "smallserial";
      case "bigint":
        return "bigserial";
      default:
        return "serial";
    }
  }

  private static String constraint(DeclaredConstraint constraint) {
    Identifier name = constraint.name();
    return (name == null ? "" : "CONSTRAINT " + name.sql() + " ") + constraint.definitionSql();
  }

  private static String joined(List<String> parts, String separator) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      text.append(i == 0 ? "" : separator).append(parts.get(i));
    }
    return text.toString();
  }
}

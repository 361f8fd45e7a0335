package io.schemamedic.engine.source.liquibase;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One change as the DDL that Liquibase sends to PostgreSQL for it. */
final class ChangeSql {
  /** They change no table's definition. */
  private static final Set<String> WITHOUT_DDL =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  "insert",
                  "update",
                  "delete",
                  "loadData",
                  "loadUpdateData",
                  "tagDatabase",
                  "empty",
                  "output",
                  "stop",
                  "createView",
                  "dropView",
                  "renameView",
                  "setViewRemarks",
                  "createProcedure",
                  "dropProcedure",
                  "createFunction",
                  "dropFunction",
                  "createPackage",
                  "createPackageBody",
                  "createSynonym",
                  "dropSynonym")));

  private final Names names;
  private final TableSql tables;

  ChangeSql(Names names) {
    this.names = names;
    this.tables = new TableSql(names);
  }

  /**
   * The statements; none if the change touches no definition.
   *
   * @throws NotTranslatedException if it is not known what it does
   */
  List<String> of(ChangeNode change) throws NotTranslatedException {
    if (WITHOUT_DDL.contains(change.name())) {
      return Collections.emptyList();
    }
    switch (change.name()) {
      case "createTable":
        return tables.create(change);
      case "addColumn":
        return tables.addColumns(change);
      case "dropColumn":
        return dropColumns(change);
      case "addAutoIncrement":
        return addAutoIncrement(change);
      default:
        return Collections.singletonList(single(change));
    }
  }

  /** A table's name as it stands in DDL. */
  String tableName(@Nullable String schemaName, String table) {
    return names.sql(schemaName, table);
  }

  private List<String> dropColumns(ChangeNode change) throws NotTranslatedException {
    List<String> statements = new ArrayList<>();
    String one = change.get("columnName");
    if (one != null) {
      statements.add(alter(change) + "DROP COLUMN " + names.sql(one));
    }
    for (ChangeNode column : change.children("column")) {
      statements.add(
          alter(change) + "DROP COLUMN " + names.sql(Attributes.required(column, "name")));
    }
    return statements;
  }

  /** For a column that is there, Liquibase makes a sequence and not an identity. */
  private List<String> addAutoIncrement(ChangeNode change) throws NotTranslatedException {
    String sequence =
        names.sql(
            change.get("schemaName"),
            Attributes.required(change, "tableName")
                + "_"
                + Attributes.required(change, "columnName")
                + "_seq");
    StringBuilder create = new StringBuilder("CREATE SEQUENCE IF NOT EXISTS ").append(sequence);
    append(create, " AS ", integerType(change.get("columnDataType")));
    append(create, " START WITH ", change.get("startWith"));
    append(create, " INCREMENT BY ", change.get("incrementBy"));
    return Arrays.asList(
        create.toString(),
        column(change) + "SET NOT NULL",
        column(change) + "SET DEFAULT nextval(" + ColumnSql.literal(sequence) + ")",
        "ALTER SEQUENCE "
            + sequence
            + " OWNED BY "
            + table(change)
            + "."
            + named(change, "columnName"));
  }

  private static @Nullable String integerType(@Nullable String type) {
    String sql = type == null ? "" : LiquibaseTypes.sql(type).toLowerCase(Locale.ROOT);
    return sql.equals("int") || sql.equals("integer") || sql.equals("smallint") ? sql : null;
  }

  private String single(ChangeNode change) throws NotTranslatedException {
    switch (change.name()) {
      case "dropTable":
        return "DROP TABLE "
            + table(change)
            + (change.isTrue("cascadeConstraints") ? " CASCADE" : "");
      case "renameTable":
        return "ALTER TABLE "
            + names.sql(change.get("schemaName"), Attributes.required(change, "oldTableName"))
            + " RENAME TO "
            + named(change, "newTableName");
      case "renameColumn":
        return alter(change)
            + "RENAME COLUMN "
            + named(change, "oldColumnName")
            + " TO "
            + named(change, "newColumnName");
      case "modifyDataType":
        String type = LiquibaseTypes.sql(Attributes.required(change, "newDataType"));
        return column(change)
            + "TYPE "
            + type
            + " USING ("
            + named(change, "columnName")
            + "::"
            + type
            + ")";
      case "addNotNullConstraint":
        return column(change) + "SET NOT NULL";
      case "dropNotNullConstraint":
        return column(change) + "DROP NOT NULL";
      case "addDefaultValue":
        return column(change) + "SET DEFAULT " + new ColumnSql(names).defaultOf(change);
      case "dropDefaultValue":
        return column(change) + "DROP DEFAULT";
      case "addPrimaryKey":
        return alter(change)
            + "ADD "
            + constraint(change.get("constraintName"))
            + "PRIMARY KEY ("
            + columns(change, "columnNames")
            + ")";
      case "dropPrimaryKey":
        String key = change.get("constraintName");
        return alter(change)
            + "DROP CONSTRAINT "
            + names.sql(key == null ? Attributes.required(change, "tableName") + "_pkey" : key);
      case "addUniqueConstraint":
        return alter(change)
            + "ADD "
            + constraint(change.get("constraintName"))
            + "UNIQUE ("
            + columns(change, "columnNames")
            + ")"
            + TableSql.deferred(change);
      case "dropUniqueConstraint":
        return alter(change) + "DROP CONSTRAINT " + named(change, "constraintName");
      case "addForeignKeyConstraint":
        return foreignKey(change);
      case "dropForeignKeyConstraint":
        return "ALTER TABLE "
            + names.sql(
                change.get("baseTableSchemaName"), Attributes.required(change, "baseTableName"))
            + " DROP CONSTRAINT "
            + named(change, "constraintName");
      case "createIndex":
        return index(change);
      case "dropIndex":
        return "DROP INDEX "
            + names.sql(change.get("schemaName"), Attributes.required(change, "indexName"));
      case "createSequence":
        return sequence(change, "CREATE SEQUENCE " + ifNotExists(change), "START WITH ");
      case "alterSequence":
        return sequence(change, "ALTER SEQUENCE ", "RESTART WITH ");
      case "renameSequence":
        return "ALTER SEQUENCE "
            + names.sql(change.get("schemaName"), Attributes.required(change, "oldSequenceName"))
            + " RENAME TO "
            + named(change, "newSequenceName");
      case "dropSequence":
        return "DROP SEQUENCE " + sequenceName(change);
      case "setTableRemarks":
        return "COMMENT ON TABLE " + table(change) + " IS " + remarks(change);
      case "setColumnRemarks":
        return "COMMENT ON COLUMN "
            + table(change)
            + "."
            + named(change, "columnName")
            + " IS "
            + remarks(change);
      default:
        throw new NotTranslatedException("a change of a kind that is not known");
    }
  }

  private String foreignKey(ChangeNode change) throws NotTranslatedException {
    String onDelete = change.get("onDelete");
    if (onDelete == null && change.isTrue("deleteCascade")) {
      onDelete = "CASCADE";
    }
    return "ALTER TABLE "
        + names.sql(change.get("baseTableSchemaName"), Attributes.required(change, "baseTableName"))
        + " ADD "
        + constraint(change.get("constraintName"))
        + "FOREIGN KEY ("
        + columns(change, "baseColumnNames")
        + ") REFERENCES "
        + names.sql(
            change.get("referencedTableSchemaName"),
            Attributes.required(change, "referencedTableName"))
        + " ("
        + columns(change, "referencedColumnNames")
        + ")"
        + action(" ON UPDATE ", change.get("onUpdate"))
        + action(" ON DELETE ", onDelete)
        + TableSql.deferred(change);
  }

  private static String action(String words, @Nullable String action) {
    return action == null ? "" : words + action.toUpperCase(Locale.ROOT);
  }

  private String index(ChangeNode change) throws NotTranslatedException {
    List<String> keys = new ArrayList<>();
    for (ChangeNode column : change.children("column")) {
      String name = Attributes.required(column, "name");
      boolean computed = column.isTrue("computed") || name.contains("(");
      keys.add((computed ? name : names.sql(name)) + (column.isTrue("descending") ? " DESC" : ""));
    }
    String name = change.get("indexName");
    return "CREATE "
        + (change.isTrue("unique") ? "UNIQUE " : "")
        + "INDEX "
        + ifNotExists(change)
        + (name == null ? "" : names.sql(name) + " ")
        + "ON "
        + table(change)
        + "("
        + String.join(", ", keys)
        + ")";
  }

  private String sequence(ChangeNode change, String start, String startWords)
      throws NotTranslatedException {
    StringBuilder sql = new StringBuilder(start).append(sequenceName(change));
    append(sql, " AS ", change.get("dataType"));
    append(sql, " INCREMENT BY ", change.get("incrementBy"));
    append(sql, " MINVALUE ", change.get("minValue"));
    append(sql, " MAXVALUE ", change.get("maxValue"));
    append(sql, " " + startWords, change.get("startValue"));
    append(sql, " CACHE ", change.get("cacheSize"));
    return sql.append(change.isTrue("cycle") ? " CYCLE" : "").toString();
  }

  private static void append(StringBuilder sql, String words, @Nullable String value) {
    if (value != null) {
      sql.append(words).append(value);
    }
  }

  private static String ifNotExists(ChangeNode change) {
    return change.isTrue("ifNotExists") ? "IF NOT EXISTS " : "";
  }

  private static String remarks(ChangeNode change) {
    String remarks = change.get("remarks");
    return remarks == null ? "NULL" : ColumnSql.literal(remarks);
  }

  private String constraint(@Nullable String name) {
    return name == null ? "" : "CONSTRAINT " + names.sql(name) + " ";
  }

  private String alter(ChangeNode change) throws NotTranslatedException {
    return "ALTER TABLE " + table(change) + " ";
  }

  private String column(ChangeNode change) throws NotTranslatedException {
    return alter(change) + "ALTER COLUMN " + named(change, "columnName") + " ";
  }

  private String columns(ChangeNode change, String attribute) throws NotTranslatedException {
    return names.list(Attributes.required(change, attribute));
  }

  private String named(ChangeNode change, String attribute) throws NotTranslatedException {
    return names.sql(Attributes.required(change, attribute));
  }

  private String sequenceName(ChangeNode change) throws NotTranslatedException {
    return names.sql(change.get("schemaName"), Attributes.required(change, "sequenceName"));
  }

  private String table(ChangeNode change) throws NotTranslatedException {
    return names.sql(change.get("schemaName"), Attributes.required(change, "tableName"));
  }
}

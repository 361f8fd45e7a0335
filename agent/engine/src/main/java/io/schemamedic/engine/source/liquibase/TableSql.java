package io.schemamedic.engine.source.liquibase;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tables, and what is added to them with columns, as Liquibase writes it for PostgreSQL. */
final class TableSql {
  private static final Pattern REFERENCES =
      Pattern.compile("(?:([\\w$-]+)\\.)?([\\w$-]+)\\s*\\(([\\w$, -]+)\\)");

  private final Names names;
  private final ColumnSql columns;

  TableSql(Names names) {
    this.names = names;
    this.columns = new ColumnSql(names);
  }

  List<String> create(ChangeNode change) throws NotTranslatedException {
    String table = tableOf(change);
    List<String> elements = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    @Nullable String keyName = null;
    Map<String, List<String>> uniques = new LinkedHashMap<>();
    List<String> last = new ArrayList<>();
    for (ChangeNode column : change.children("column")) {
      elements.add(columns.of(column));
      String name = names.sql(Attributes.required(column, "name"));
      ChangeNode constraints = column.child("constraints");
      if (constraints == null) {
        continue;
      }
      if (constraints.isTrue("primaryKey")) {
        keys.add(name);
        keyName = keyName == null ? constraints.get("primaryKeyName") : keyName;
      }
      if (constraints.isTrue("unique")) {
        String unique = constraints.get("uniqueConstraintName");
        uniques
            .computeIfAbsent(unique == null ? " " + name : unique, each -> new ArrayList<>())
            .add(name);
      }
      last.addAll(foreignKeyAndCheck(name, constraints));
    }
    if (!keys.isEmpty()) {
      String own = keyName == null ? Attributes.required(change, "tableName") + "_pkey" : keyName;
      elements.add(
          "CONSTRAINT " + names.sql(own) + " PRIMARY KEY (" + String.join(", ", keys) + ")");
    }
    elements.addAll(last);
    uniques.forEach(
        (name, unique) ->
            elements.add(
                (name.startsWith(" ") ? "" : "CONSTRAINT " + names.sql(name) + " ")
                    + "UNIQUE ("
                    + String.join(", ", unique)
                    + ")"));
    List<String> statements = new ArrayList<>();
    statements.add(
        "CREATE TABLE "
            + (change.isTrue("ifNotExists") ? "IF NOT EXISTS " : "")
            + table
            + " ("
            + String.join(", ", elements)
            + ")");
    String remarks = change.get("remarks");
    if (remarks != null) {
      statements.add("COMMENT ON TABLE " + table + " IS " + ColumnSql.literal(remarks));
    }
    addRemarks(statements, table, change);
    return statements;
  }

  List<String> addColumns(ChangeNode change) throws NotTranslatedException {
    String table = tableOf(change);
    List<String> statements = new ArrayList<>();
    List<String> later = new ArrayList<>();
    for (ChangeNode column : change.children("column")) {
      statements.add("ALTER TABLE " + table + " ADD " + columns.of(column));
      String name = names.sql(Attributes.required(column, "name"));
      ChangeNode constraints = column.child("constraints");
      if (constraints == null) {
        continue;
      }
      String start = "ALTER TABLE " + table + " ADD ";
      if (constraints.isTrue("primaryKey")) {
        statements.add(
            start + named(constraints.get("primaryKeyName")) + "PRIMARY KEY (" + name + ")");
      }
      if (constraints.isTrue("unique")) {
        statements.add(
            start + named(constraints.get("uniqueConstraintName")) + "UNIQUE (" + name + ")");
      }
      for (String constraint : foreignKeyAndCheck(name, constraints)) {
        later.add(start + constraint);
      }
    }
    statements.addAll(later);
    addRemarks(statements, table, change);
    return statements;
  }

  private void addRemarks(List<String> statements, String table, ChangeNode change)
      throws NotTranslatedException {
    for (ChangeNode column : change.children("column")) {
      String remarks = column.get("remarks");
      if (remarks != null) {
        statements.add(
            "COMMENT ON COLUMN "
                + table
                + "."
                + names.sql(Attributes.required(column, "name"))
                + " IS "
                + ColumnSql.literal(remarks));
      }
    }
  }

  private List<String> foreignKeyAndCheck(String column, ChangeNode constraints)
      throws NotTranslatedException {
    List<String> found = new ArrayList<>();
    String references = constraints.get("references");
    String referenced = constraints.get("referencedTableName");
    if (references != null || referenced != null) {
      String target =
          references == null
              ? names.sql(constraints.get("referencedTableSchemaName"), String.valueOf(referenced))
                  + "("
                  + names.list(Attributes.required(constraints, "referencedColumnNames"))
                  + ")"
              : target(references);
      found.add(
          named(constraints.get("foreignKeyName"))
              + "FOREIGN KEY ("
              + column
              + ") REFERENCES "
              + target
              + (constraints.isTrue("deleteCascade") ? " ON DELETE CASCADE" : "")
              + deferred(constraints));
    }
    if (constraints.get("checkConstraint") != null) {
      throw new NotTranslatedException("a check constraint of a column");
    }
    return found;
  }

  private String target(String references) throws NotTranslatedException {
    Matcher parts = REFERENCES.matcher(references.trim());
    if (!parts.matches()) {
      throw new NotTranslatedException("a reference of another form than table(column)");
    }
    return names.sql(parts.group(1), parts.group(2)) + "(" + names.list(parts.group(3)) + ")";
  }

  static String deferred(ChangeNode node) {
    return (node.isTrue("deferrable") ? " DEFERRABLE" : "")
        + (node.isTrue("initiallyDeferred") ? " INITIALLY DEFERRED" : "");
  }

  private String named(@Nullable String constraint) {
    return constraint == null ? "" : "CONSTRAINT " + names.sql(constraint) + " ";
  }

  private String tableOf(ChangeNode change) throws NotTranslatedException {
    return names.sql(change.get("schemaName"), Attributes.required(change, "tableName"));
  }
}

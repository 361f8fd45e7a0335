package io.schemamedic.dist.random;

import io.schemamedic.dist.random.DeclaredShape.Column;
import io.schemamedic.dist.random.DeclaredShape.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** What has happened to a database that once was as declared. */
final class Gaps {
  private Gaps() {}

  /** Statements for the owner. Some fail, such as those about a table that a cascade took. */
  static List<String> random(DeclaredShape declared, Dice dice) {
    List<String> statements = new ArrayList<>();
    for (Table table : declared.tables()) {
      for (int i = 0; i < dice.below(3); i++) {
        statements.add(row(table, i));
      }
    }
    for (Table table : declared.tables()) {
      happen(table, statements, dice);
    }
    return statements;
  }

  private static String row(Table table, int number) {
    StringJoiner columns = new StringJoiner(", ");
    StringJoiner values = new StringJoiner(", ");
    for (Column column : table.columns()) {
      if (!column.definition().contains("GENERATED") && !column.type().equals("serial")) {
        columns.add(Names.quoted(column.name()));
        values.add(column.type().endsWith("int") ? Integer.toString(number + 1) : column.literal());
      }
    }
    return "INSERT INTO " + table.sql() + " (" + columns + ") VALUES (" + values + ")";
  }

  private static void happen(Table table, List<String> statements, Dice dice) {
    String sql = table.sql();
    int event = dice.below(100);
    if (event < 35) {
      statements.add("DROP TABLE " + sql + " CASCADE");
    } else if (event < 72) {
      for (Column column : table.columns().subList(1, table.columns().size())) {
        if (dice.percent(50)) {
          statements.add(
              "ALTER TABLE " + sql + " DROP COLUMN " + Names.quoted(column.name()) + " CASCADE");
        }
      }
    } else if (event < 76) {
      statements.add("ALTER TABLE " + sql + " RENAME TO " + Names.quoted(Names.any(dice)));
    } else if (event < 80) {
      statements.add(
          "ALTER TABLE "
              + sql
              + " RENAME COLUMN "
              + Names.quoted(dice.oneOf(table.columns()).name())
              + " TO "
              + Names.quoted(Names.any(dice)));
    } else if (event < 83) {
      statements.add("CREATE SCHEMA IF NOT EXISTS elsewhere");
      statements.add("ALTER TABLE " + sql + " SET SCHEMA elsewhere");
    } else if (event < 85) {
      statements.add("ALTER TABLE " + sql + " ENABLE ROW LEVEL SECURITY");
    } else if (event < 87) {
      statements.add("DROP TABLE " + sql + " CASCADE");
      statements.add("CREATE VIEW " + sql + " AS SELECT 1 AS id");
    } else if (event < 89) {
      statements.add("DROP TABLE " + sql + " CASCADE");
      statements.add("CREATE TABLE " + sql + " (id int) PARTITION BY LIST (id)");
    } else if (event < 91) {
      statements.add("CREATE TABLE IF NOT EXISTS public.heir () INHERITS (" + sql + ")");
    } else if (event < 93) {
      statements.add("DROP TABLE " + sql + " CASCADE");
      statements.add("CREATE SEQUENCE " + sql);
    }
  }
}

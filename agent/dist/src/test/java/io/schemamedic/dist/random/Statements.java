package io.schemamedic.dist.random;

import io.schemamedic.dist.program.Step;
import io.schemamedic.dist.random.DeclaredShape.Column;
import io.schemamedic.dist.random.DeclaredShape.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * What services, their migrations and those who mean them harm send: queries of every form about
 * declared names, now and then misspelt, DDL of other people, and nonsense. Nothing that reaches
 * beyond its database. Used by one thread.
 */
final class Statements {
  private final DeclaredShape declared;
  private final Dice dice;

  Statements(DeclaredShape declared, Dice dice) {
    this.declared = declared;
    this.dice = dice;
  }

  /** One call, sometimes in a transaction of its own. */
  List<Step> random() {
    Step call = call();
    if (dice.percent(80)) {
      return List.of(call);
    }
    List<Step> steps = new ArrayList<>(List.of(Step.autoCommit(false)));
    if (dice.percent(30)) {
      steps.add(Step.query("SELECT 1"));
    }
    steps.add(call);
    steps.add(dice.percent(80) ? Step.commit() : Step.rollback());
    return steps;
  }

  private Step call() {
    Table table = dice.oneOf(declared.tables());
    int kind = dice.below(100);
    if (kind < 12) {
      return preparedInsert(table);
    }
    if (kind < 16) {
      Column column = dice.oneOf(table.columns());
      return Step.preparedBatch(
          "INSERT INTO " + name(table) + " (" + name(column) + ") VALUES (?)", "1", "2", "3");
    }
    if (kind < 18) {
      return Step.statementBatch(disturbed(insert(table)), disturbed(insert(table)));
    }
    if (kind < 30) {
      return Step.execute(disturbed(administration(table)));
    }
    if (kind < 36) {
      return Step.execute(disturbed(read(table)) + "; " + disturbed(write(table)));
    }
    if (kind < 42) {
      return Step.execute(nonsense(dice.percent(50) ? read(table) : write(table)));
    }
    return Step.execute(disturbed(dice.percent(55) ? read(table) : write(table)));
  }

  private Step preparedInsert(Table table) {
    List<Column> columns = someColumns(table);
    String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
    return Step.prepared(
        "INSERT INTO " + name(table) + " (" + names(columns) + ") VALUES (" + marks + ")",
        columns.stream().map(column -> bound(column)).toArray(String[]::new));
  }

  private static String bound(Column column) {
    return column.type().endsWith("int") ? "7" : "'; DROP TABLE orders; --";
  }

  private String read(Table table) {
    Table other = dice.oneOf(declared.tables());
    Column column = dice.oneOf(table.columns());
    Column second = dice.oneOf(table.columns());
    String from = name(table);
    String c = name(column);
    return switch (dice.below(14)) {
      case 0 -> "SELECT * FROM " + from;
      case 1 -> "SELECT a." + c + " FROM " + from + " a WHERE a." + name(second) + " IS NULL";
      case 2 -> "SELECT count(*) FROM " + from + " JOIN " + name(other) + " o ON o.id = " + c;
      case 3 -> "SELECT (SELECT max(" + c + "::text) FROM " + from + ")";
      case 4 -> "WITH w AS (SELECT " + c + " FROM " + from + ") SELECT * FROM w";
      case 5 -> "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM " + from + " WHERE " + c + " IS NULL)";
      case 6 -> "SELECT 1 WHERE '1' NOT IN (SELECT " + c + "::text FROM " + from + ")";
      case 7 -> "SELECT " + c + " FROM " + from + " ORDER BY " + name(second) + " LIMIT 1";
      case 8 ->
          "SELECT " + c + "::text FROM " + from + " UNION SELECT id::text FROM " + name(other);
      case 9 -> "SELECT o." + c + " FROM " + from + " a";
      case 10 -> "SELECT 'relation \"orders\" does not exist', " + c + " FROM " + from;
      case 11 -> "SELECT " + c + ", count(*) FROM " + from + " GROUP BY 1 HAVING count(*) >= 0";
      case 12 -> "SELECT row_number() OVER (ORDER BY " + c + ") FROM " + from;
      default -> "SELECT " + names(someColumns(table)) + " FROM " + from;
    };
  }

  private String write(Table table) {
    Table other = dice.oneOf(declared.tables());
    Column column = dice.oneOf(table.columns());
    Column second = dice.oneOf(table.columns());
    String to = name(table);
    String set = name(column) + " = " + column.literal();
    return switch (dice.below(11)) {
      case 0 -> "UPDATE " + to + " SET " + set + " WHERE " + name(second) + " IS NOT NULL";
      case 1 -> "UPDATE " + to + " SET " + set;
      case 2 -> "DELETE FROM " + to + " WHERE " + name(column) + " IS NOT TRUE";
      case 3 -> "DELETE FROM " + to + " USING " + name(other) + " o WHERE o.id IS NULL";
      case 4 -> insert(table) + " RETURNING *";
      case 5 -> insert(table) + " ON CONFLICT DO NOTHING";
      case 6 -> insert(table) + " ON CONFLICT (id) DO UPDATE SET " + set;
      case 7 ->
          "INSERT INTO " + to + " (" + name(column) + ") SELECT id FROM " + name(other) + " o";
      case 8 -> "WITH w AS (" + insert(table) + " RETURNING " + name(column) + ") SELECT * FROM w";
      case 9 ->
          "MERGE INTO "
              + to
              + " USING "
              + name(other)
              + " o ON false WHEN NOT MATCHED THEN"
              + " INSERT ("
              + name(column)
              + ") VALUES ("
              + column.literal()
              + ")";
      default -> insert(table);
    };
  }

  private String insert(Table table) {
    List<Column> columns = someColumns(table);
    StringJoiner values = new StringJoiner(", ");
    columns.forEach(column -> values.add(column.literal()));
    return "INSERT INTO " + name(table) + " (" + names(columns) + ") VALUES (" + values + ")";
  }

  /** What other people do to their schema while the agent is there. */
  private String administration(Table table) {
    String on = name(table);
    String column = name(dice.oneOf(table.columns()));
    return switch (dice.below(22)) {
      case 0 -> "DROP TABLE " + on;
      case 1 -> "DROP TABLE IF EXISTS " + on + " CASCADE";
      case 2 -> "ALTER TABLE " + on + " ADD COLUMN " + column + " int";
      case 3 -> "ALTER TABLE " + on + " DROP COLUMN " + column;
      case 4 -> "TRUNCATE " + on;
      case 5 -> "CREATE INDEX ON " + on + " (" + column + ")";
      case 6 -> "COMMENT ON COLUMN " + on + "." + column + " IS 'relation does not exist'";
      case 7 -> "GRANT SELECT ON " + on + " TO PUBLIC";
      case 8 -> "ANALYZE " + on;
      case 9 -> "CREATE TABLE made AS SELECT " + column + " FROM " + on;
      case 10 -> "CREATE VIEW made AS SELECT " + column + " FROM " + on;
      case 11 -> "ALTER TABLE " + on + " RENAME COLUMN " + column + " TO renamed";
      case 12 -> "DO $$ BEGIN DELETE FROM " + on + "; END $$";
      case 13 -> "EXPLAIN (COSTS OFF) " + read(table);
      case 14 -> "SELECT nextval('" + table.name().replace("'", "''") + "')";
      case 15 -> "SELECT '" + table.name().replace("'", "''") + "'::regclass";
      case 16 -> "CALL " + on + "(1)";
      case 17 -> "PREPARE p AS " + read(table);
      case 18 -> "BEGIN; DECLARE c CURSOR FOR " + read(table) + "; COMMIT";
      case 19 -> "SET search_path TO elsewhere; " + read(table);
      case 20 -> "CREATE TABLE " + on + " (id int)";
      default -> "CREATE TEMPORARY TABLE " + name(table.name()) + " (id int); " + read(table);
    };
  }

  /** The words of a statement in another order, or with some of them gone. */
  private String nonsense(String sql) {
    List<String> words = new ArrayList<>(List.of(sql.split(" ", -1)));
    for (int i = 0; i < 2; i++) {
      String word = words.remove(dice.below(words.size()));
      if (dice.percent(60) || words.isEmpty()) {
        words.add(dice.below(words.size() + 1), word);
      }
    }
    return String.join(" ", words);
  }

  /** As it is, or misspelt, or behind a comment that means harm. */
  private String disturbed(String sql) {
    if (dice.percent(8)) {
      int at = dice.below(sql.length());
      String replacement = dice.oneOf("", "x", "\"", "E", "_", "'", ";", "é", "$$", "(");
      return sql.substring(0, at) + replacement + sql.substring(at + 1);
    }
    if (dice.percent(6)) {
      return "/* 😀 relation \"x\" /* nested */ ; DROP TABLE orders; */ " + sql + " -- ' ; $$";
    }
    return dice.percent(3) ? sql.toUpperCase(java.util.Locale.ROOT) : sql;
  }

  private List<Column> someColumns(Table table) {
    List<Column> some = new ArrayList<>();
    for (Column column : table.columns()) {
      if (dice.percent(60)) {
        some.add(column);
      }
    }
    return some.isEmpty() ? List.of(table.columns().get(0)) : some;
  }

  private String name(Table table) {
    String qualifier =
        table.schema().equals("public") && dice.percent(70)
            ? ""
            : Names.sql(table.schema(), dice) + ".";
    return qualifier + name(table.name());
  }

  private String name(Column column) {
    return name(column.name());
  }

  private String name(String name) {
    return dice.percent(3) ? Names.sql(Names.any(dice), dice) : Names.sql(name, dice);
  }

  private String names(List<Column> columns) {
    return columns.stream().map(this::name).collect(Collectors.joining(", "));
  }
}

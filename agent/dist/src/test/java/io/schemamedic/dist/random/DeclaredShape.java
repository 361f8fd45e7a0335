package io.schemamedic.dist.random;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A random declared schema, and its script. Immutable. */
record DeclaredShape(List<Table> tables) {
  private static final int MOST_TABLES = 7;
  private static final int MOST_COLUMNS = 6;

  /** A value of each type, as it stands in SQL. */
  private static final Map<String, String> LITERALS =
      Map.ofEntries(
          Map.entry("int", "7"),
          Map.entry("bigint", "80000000000"),
          Map.entry("text", "'it''s; DROP TABLE orders; --'"),
          Map.entry("varchar(20)", "'v'"),
          Map.entry("numeric(10,2)", "1.50"),
          Map.entry("boolean", "true"),
          Map.entry("date", "'2020-02-29'"),
          Map.entry("timestamptz", "'2020-01-01 00:00:00+00'"),
          Map.entry("jsonb", "'{\"a\": [1]}'"),
          Map.entry("uuid", "'00000000-0000-0000-0000-000000000001'"),
          Map.entry("text[]", "'{a,b}'"),
          Map.entry("double precision", "0.5"),
          Map.entry("bytea", "'\\xff'"));

  private static final List<String> TYPES = LITERALS.keySet().stream().sorted().toList();

  /** A column; what follows its type is the definition. */
  record Column(String name, String type, String definition) {
    String literal() {
      return LITERALS.getOrDefault(type, "1");
    }
  }

  /** A table; the first column is its key. */
  record Table(String schema, String name, List<Column> columns, List<String> later) {
    String sql() {
      return Names.quoted(schema) + "." + Names.quoted(name);
    }
  }

  static DeclaredShape random(Dice dice) {
    List<String> schemas = List.of("public", "public", "app", "Ünï \"code\"");
    List<Table> tables = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < 3 + dice.below(MOST_TABLES - 2); i++) {
      String schema = dice.oneOf(schemas);
      String name = Names.any(dice);
      if (taken.add(schema + "." + cut(name))) {
        tables.add(table(schema, name, tables, dice));
      }
    }
    return new DeclaredShape(List.copyOf(tables));
  }

  /** What PostgreSQL makes of a name, so that no two are the same to it. */
  private static String cut(String name) {
    return name.length() > 60 ? name.substring(0, 31) : name.toLowerCase(Locale.ROOT);
  }

  private static Table table(String schema, String name, List<Table> earlier, Dice dice) {
    List<Column> columns = new ArrayList<>();
    columns.add(
        new Column("id", dice.oneOf("int", "bigint", "uuid"), dice.oneOf(" PRIMARY KEY", "")));
    Set<String> taken = new HashSet<>(Set.of("id"));
    for (int i = 0; i < 1 + dice.below(MOST_COLUMNS); i++) {
      String column = Names.any(dice);
      if (taken.add(cut(column))) {
        columns.add(column(column, earlier, dice));
      }
    }
    String last = columns.get(columns.size() - 1).name();
    String sql = Names.quoted(schema) + "." + Names.quoted(name);
    List<String> later = new ArrayList<>();
    if (dice.percent(20)) {
      later.add("CREATE INDEX ON " + sql + " (" + Names.quoted(last) + ");");
    }
    if (dice.percent(5)) {
      later.add("ALTER TABLE " + sql + " ENABLE ROW LEVEL SECURITY;");
    }
    return new Table(schema, name, List.copyOf(columns), List.copyOf(later));
  }

  private static Column column(String name, List<Table> earlier, Dice dice) {
    String type = dice.oneOf(TYPES);
    String literal = LITERALS.getOrDefault(type, "1");
    if (dice.percent(55)) {
      return new Column(name, type, "");
    }
    if (dice.percent(60)) {
      return new Column(name, type, dice.oneOf(" DEFAULT ", " NOT NULL DEFAULT ") + literal);
    }
    if (!earlier.isEmpty() && dice.percent(40)) {
      Table parent = dice.oneOf(earlier);
      Column key = parent.columns().get(0);
      return key.definition().isEmpty()
          ? new Column(name, key.type(), "")
          : new Column(name, key.type(), " REFERENCES " + parent.sql());
    }
    return dice.oneOf(
        new Column(name, type, " NOT NULL"),
        new Column(name, "timestamptz", " DEFAULT now()"),
        new Column(name, "uuid", " DEFAULT gen_random_uuid()"),
        new Column(name, "int", " GENERATED ALWAYS AS IDENTITY"),
        new Column(name, "serial", ""),
        new Column(name, "int", " GENERATED ALWAYS AS (1) STORED"),
        new Column(name, type, " CHECK (" + Names.quoted(name) + " IS NOT NULL)"),
        new Column(name, type.equals("jsonb") ? "text" : type, " UNIQUE"));
  }

  /** As an owner would declare it. */
  String script() {
    StringBuilder script = new StringBuilder();
    for (String schema : tables.stream().map(Table::schema).distinct().toList()) {
      if (!schema.equals("public")) {
        script.append("CREATE SCHEMA ").append(Names.quoted(schema)).append(";\n");
      }
    }
    for (Table table : tables) {
      List<String> columns =
          table.columns().stream()
              .map(c -> "  " + Names.quoted(c.name()) + " " + c.type() + c.definition())
              .toList();
      script
          .append("CREATE TABLE ")
          .append(table.sql())
          .append(" (\n")
          .append(String.join(",\n", columns))
          .append("\n);\n");
      table.later().forEach(statement -> script.append(statement).append('\n'));
    }
    return script.toString();
  }
}

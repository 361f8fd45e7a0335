package io.schemamedic.engine.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Statements about the tables of {@code roles/statements.txt}, nested, joined and combined at
 * random. Most are accepted by the server. The new columns are mostly read, seldom compared, so
 * that many of the statements are harmless, or nearly so. Used by one thread.
 */
final class RandomStatements {
  /** A source with a name, or the output of a query, and its columns. */
  private record Rows(String name, List<String> columns) {}

  private final Random random;
  private int names;

  RandomStatements(long seed) {
    this.random = new Random(seed);
  }

  String next() {
    names = 0;
    int kind = random.nextInt(100);
    if (kind < 45) {
      return query(3).name();
    }
    if (kind < 60) {
      String name = "w" + names++;
      Rows first = percent(70) ? query(2) : writing();
      String columns = percent(8) ? renamed(first) : "";
      return "WITH "
          + name
          + columns
          + " AS ("
          + first.name()
          + ") "
          + select(1, List.of(new Rows(name, first.columns()))).name();
    }
    return kind < 95 ? writing().name() : merge();
  }

  private Rows query(int depth) {
    Rows first = select(depth, List.of());
    if (!percent(18)) {
      return first;
    }
    Rows second = select(depth, List.of());
    String sql =
        operand(first)
            + pick(" UNION ALL ", " UNION ALL ", " UNION ", " EXCEPT ")
            + operand(second);
    return new Rows(sql + order(first.columns()), first.columns());
  }

  private String operand(Rows query) {
    return "(" + query.name() + ")";
  }

  private Rows select(int depth, List<Rows> visible) {
    List<Rows> sources = new ArrayList<>();
    String from = from(depth, visible, sources);
    List<String> labels = new ArrayList<>();
    StringBuilder items = new StringBuilder();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      items.append(i == 0 ? "" : ", ").append(item(depth, sources, labels));
    }
    String where = percent(45) ? " WHERE " + condition(depth, sources) : "";
    String group = percent(5) ? " GROUP BY " + column(sources, 20) : "";
    String sql =
        "SELECT " + (percent(7) ? "DISTINCT " : "") + items + " FROM " + from + where + group;
    String order = percent(70) ? order(labels) : " ORDER BY " + column(sources, 10) + limit();
    return new Rows(percent(50) ? sql + order : sql, labels);
  }

  private String from(int depth, List<Rows> visible, List<Rows> sources) {
    StringBuilder from = new StringBuilder(source(depth, visible, sources));
    while (percent(30) && sources.size() < 3) {
      int kind = random.nextInt(100);
      String before =
          kind < 20
              ? ", "
              : kind < 75
                  ? pick(" JOIN ", " LEFT JOIN ", " FULL JOIN ")
                  : kind < 85 ? " CROSS JOIN " : kind < 95 ? " JOIN " : " NATURAL JOIN ";
      from.append(before).append(source(depth, List.of(), sources));
      if (kind >= 20 && kind < 75) {
        Rows left = sources.get(sources.size() - 2);
        Rows right = sources.get(sources.size() - 1);
        from.append(" ON ")
            .append(column(List.of(left), 8))
            .append(" = ")
            .append(column(List.of(right), 8));
      } else if (kind >= 85 && kind < 95) {
        from.append(" USING (").append(percent(85) ? "id" : "c").append(")");
      }
    }
    return from.toString();
  }

  private String source(int depth, List<Rows> visible, List<Rows> sources) {
    String alias = "s" + names++;
    if (!visible.isEmpty() && percent(80)) {
      sources.add(new Rows(alias, visible.get(0).columns()));
      return visible.get(0).name() + " " + alias;
    }
    if (depth > 0 && percent(30)) {
      Rows query = query(depth - 1);
      sources.add(new Rows(alias, query.columns()));
      return "(" + query.name() + ") " + alias + (percent(5) ? renamed(query) : "");
    }
    String table = pick("t", "t", "t", "u", "v", "n");
    sources.add(
        new Rows(
            alias,
            table.equals("t") ? List.of("id", "a", "b", "c", "d") : List.of("id", "a", "b")));
    return table + " " + alias;
  }

  private String renamed(Rows rows) {
    List<String> renamed = new ArrayList<>();
    rows.columns().forEach(column -> renamed.add("r" + names++));
    return " (" + String.join(", ", renamed) + ")";
  }

  private String item(int depth, List<Rows> sources, List<String> labels) {
    Rows source = sources.get(random.nextInt(sources.size()));
    int kind = random.nextInt(100);
    String label = "l" + names++;
    if (kind < 12) {
      labels.addAll(source.columns());
      return source.name() + ".*";
    }
    if (kind < 15) {
      sources.forEach(each -> labels.addAll(each.columns()));
      return "*";
    }
    if (kind < 17) {
      labels.add(source.name());
      return source.name();
    }
    if (kind < 55) {
      String column = column(List.of(source), 50);
      labels.add(column.substring(column.indexOf('.') + 1));
      return column;
    }
    labels.add(label);
    if (kind < 75) {
      return column(List.of(source), 50) + pick(" AS ", " ") + label;
    }
    if (kind < 82 && depth > 0) {
      return "(SELECT "
          + pick("c", "id", "a", "d")
          + " FROM t WHERE t.id = "
          + column(List.of(source), 5)
          + ") AS "
          + label;
    }
    return expression(sources) + " AS " + label;
  }

  private String expression(List<Rows> sources) {
    String column = column(sources, 10);
    return switch (random.nextInt(7)) {
      case 0 -> "coalesce(" + column + ", 1)";
      case 1 -> column + " + 1";
      case 2 -> "count(*) OVER ()";
      case 3 -> "row_number() OVER (ORDER BY " + column + ")";
      case 4 -> "CASE WHEN " + column + " > 2 THEN 1 ELSE 0 END";
      case 5 -> "3";
      default -> "NOT " + column + " > 3";
    };
  }

  private String condition(int depth, List<Rows> sources) {
    String column = column(sources, 8);
    switch (random.nextInt(depth > 0 ? 9 : 5)) {
      case 0:
        return column + " IS NULL";
      case 1:
        return column + " > " + random.nextInt(6);
      case 2:
        return percent(15) ? sources.get(0).name() + " IS NOT NULL" : column + " < 5";
      case 3:
        return column + " IS DISTINCT FROM " + column(sources, 8);
      case 4:
        return column + " IN (1, 2, 3, 4)";
      case 5:
        return "EXISTS (" + query(depth - 1).name() + ")";
      case 6:
        return "NOT EXISTS (" + select(depth - 1, List.of()).name() + ")";
      case 7:
        return column + " IN (SELECT " + pick("id", "a", "c") + " FROM t WHERE b > 2)";
      default:
        return column
            + " NOT IN (SELECT "
            + pick("id", "a", "d")
            + " FROM "
            + pick("t", "u")
            + " WHERE a < 4)";
    }
  }

  private String order(List<String> labels) {
    if (percent(60)) {
      return "";
    }
    String by =
        percent(40) ? "" + (1 + random.nextInt(3)) : labels.get(random.nextInt(labels.size()));
    return " ORDER BY " + by + limit();
  }

  private String limit() {
    return percent(60) ? " LIMIT " + (1 + random.nextInt(4)) : "";
  }

  private Rows writing() {
    String returning =
        percent(40) ? pick(" RETURNING id, c", " RETURNING *", " RETURNING c AS x") : "";
    List<String> columns =
        returning.endsWith("*")
            ? List.of("id", "a", "b", "c", "d")
            : returning.endsWith("x") ? List.of("x") : List.of("id", "c");
    String sql =
        switch (random.nextInt(12)) {
          case 0, 1 -> "INSERT INTO t (id, c) " + inserted();
          case 2 -> "INSERT INTO t (id, a) " + inserted();
          case 3 ->
              "INSERT INTO t (id, c) VALUES (1, 2) ON CONFLICT (id) DO UPDATE SET "
                  + pick("c = excluded.c", "a = t.a + 1", "a = t.c", "a = excluded.c, d = 3")
                  + pick("", " WHERE t.a > 1", " WHERE t.d > 1", " WHERE excluded.c > 1");
          case 4 -> "INSERT INTO n (id, a) " + inserted();
          case 5, 6 ->
              "UPDATE t SET c = "
                  + pick("1", "a", "d", "c + 1", "(SELECT max(a) FROM u)")
                  + where();
          case 7 -> "UPDATE t SET (a, c) = (" + pick("1", "b", "d") + ", 2)" + where();
          case 8 ->
              "UPDATE t SET c = s.a FROM "
                  + pick("u", "n", "t")
                  + " s WHERE s.id = t.id"
                  + pick("", " AND s.b > 2", " AND s IS NOT NULL");
          case 9 -> "UPDATE t SET a = 7" + where();
          case 10 -> "DELETE FROM t" + where();
          default ->
              "DELETE FROM u USING t s WHERE s.id = u.id AND s." + pick("a", "b", "c") + " > 2";
        };
    boolean returns = sql.contains("INTO t") || sql.startsWith("UPDATE t SET (");
    return new Rows(
        returns ? sql + returning : sql + " RETURNING 5 AS x",
        returns && !returning.isEmpty() ? columns : List.of("x"));
  }

  private String inserted() {
    List<Rows> sources = new ArrayList<>();
    String from = from(1, List.of(), sources);
    return "SELECT row_number() OVER (ORDER BY "
        + column(sources, 5)
        + ") + 100, "
        + column(sources, 8)
        + " FROM "
        + from
        + (percent(40) ? " WHERE " + condition(1, sources) : "");
  }

  private String where() {
    Rows t = new Rows("t", List.of("id", "a", "b", "c", "d"));
    return percent(70) ? " WHERE " + condition(1, List.of(t)) : "";
  }

  private String merge() {
    return "MERGE INTO t USING "
        + pick("u s", "n s", "(SELECT * FROM t) s", "(SELECT id, a FROM u) s")
        + " ON s.id = t."
        + pick("id", "id", "a", "c")
        + " WHEN MATCHED"
        + pick("", " AND s.a > 2", " AND t.c > 2")
        + " THEN "
        + pick("UPDATE SET c = s.a", "UPDATE SET a = 1, c = 2", "UPDATE SET a = t.d", "DELETE")
        + pick("", " WHEN NOT MATCHED THEN INSERT (id, c) VALUES (s.id + 200, s.a)");
  }

  /** A column of one of them, a new one so often if it has one. */
  private String column(List<Rows> sources, int percentNew) {
    Rows source = sources.get(random.nextInt(sources.size()));
    List<String> some = new ArrayList<>(source.columns());
    boolean isNew = percent(percentNew);
    some.removeIf(column -> (column.equals("c") || column.equals("d")) != isNew);
    List<String> columns = some.isEmpty() ? source.columns() : some;
    return source.name() + "." + columns.get(random.nextInt(columns.size()));
  }

  private boolean percent(int percent) {
    return random.nextInt(100) < percent;
  }

  private String pick(String... options) {
    return options[random.nextInt(options.length)];
  }
}

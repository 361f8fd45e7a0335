package io.schemamedic.engine.statement;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is in a database.
 *
 * @param cells the values of the new columns of {@code t}, by column and row
 * @param old the rows of {@code u}, {@code v} and of {@code t} without its new columns
 * @param tables the rows of {@code n} and {@code m}
 */
record Content(Map<String, String> cells, List<String> old, List<String> tables) {
  private static final String ALL =
      "SELECT 'cell', 'c' || id, c::text FROM t UNION ALL SELECT 'cell', 'd' || id, d::text FROM t"
          + " UNION ALL SELECT 'old', 't', (id, a, b)::text FROM t"
          + " UNION ALL SELECT 'old', 'u', u::text FROM u"
          + " UNION ALL SELECT 'old', 'v', v::text FROM v"
          + " UNION ALL SELECT 'table', 'n', n::text FROM n"
          + " UNION ALL SELECT 'table', 'm', m::text FROM m ORDER BY 1, 2, 3";

  static Content read(Connection connection) throws SQLException {
    Content content = new Content(new TreeMap<>(), new ArrayList<>(), new ArrayList<>());
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(ALL)) {
      while (rows.next()) {
        content.add(rows.getString(1), rows.getString(2), String.valueOf(rows.getString(3)));
      }
    }
    return content;
  }

  private void add(String kind, String key, String value) {
    switch (kind) {
      case "cell" -> cells.put(key, value);
      case "old" -> old.add(key + value);
      default -> tables.add(key + value);
    }
  }

  /** A new column may hold it, or there is none; in a row, that is empty. */
  boolean hasCell(String value) {
    return value.isEmpty() || value.equals("null") || cells.containsValue(value);
  }

  /** What is in the new tables and was not. */
  List<String> beyond(Content before) {
    List<String> added = new ArrayList<>(tables);
    added.removeAll(before.tables);
    return added;
  }
}

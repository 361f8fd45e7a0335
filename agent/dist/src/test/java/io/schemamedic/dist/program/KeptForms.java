package io.schemamedic.dist.program;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is opened in one step and used in a later one, when its table may have gone. */
final class KeptForms {
  private static final int USES = 6;

  private @Nullable PreparedStatement statement;
  private @Nullable ResultSet rows;

  private interface Change {
    void on(ResultSet rows) throws SQLException;
  }

  Map<String, EntryPoint> all() {
    Map<String, EntryPoint> all = new LinkedHashMap<>();
    all.put(
        "prepare an insert", (c, table) -> prepare(c, "INSERT INTO %s (note) VALUES (?)", table));
    all.put("prepare a query", (c, table) -> prepare(c, "SELECT note, ? FROM %s", table));
    all.put("use it again", (connection, table) -> use());
    all.put("open an updatable result", KeptForms.this::open);
    all.put(
        "insertRow()",
        changing(
            row -> {
              row.moveToInsertRow();
              row.updateInt("id", 2);
              row.updateString("note", "b");
              row.insertRow();
              row.moveToCurrentRow();
            }));
    all.put(
        "updateRow()",
        changing(
            row -> {
              row.updateString("note", "c");
              row.updateRow();
            }));
    all.put("deleteRow()", changing(ResultSet::deleteRow));
    all.put("refreshRow()", changing(ResultSet::refreshRow));
    all.put("executeQuery() with a fetch size", KeptForms::cursor);
    all.put(
        "next()",
        (connection, table) -> fetched(connection, "SELECT late(n) FROM generate_series(1, 9) n"));
    return all;
  }

  private String prepare(Connection connection, String sql, String table) throws Exception {
    statement = connection.prepareStatement(sql.formatted(table));
    StringBuilder seen = new StringBuilder();
    for (int i = 0; i < USES; i++) {
      seen.append(use()).append('\n');
    }
    return seen.toString();
  }

  private String use() throws Exception {
    PreparedStatement kept = Objects.requireNonNull(statement);
    kept.setString(1, "a");
    return CallerView.call(kept, kept::execute);
  }

  private String open(Connection connection, String table) throws SQLException {
    Statement opened =
        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
    rows = opened.executeQuery("SELECT id, note FROM " + table);
    boolean first = rows.next();
    // With the first change the driver asks for the primary key and for the names of the columns.
    rows.updateString("note", "first");
    rows.updateRow();
    return "first " + first;
  }

  private EntryPoint changing(Change change) {
    return (connection, table) -> {
      ResultSet row = Objects.requireNonNull(rows);
      try {
        change.on(row);
      } catch (SQLException e) {
        return CallerView.exception(e);
      }
      return row.rowInserted()
          + " "
          + row.rowUpdated()
          + " "
          + row.rowDeleted()
          + " "
          + row.getRow();
    };
  }

  private static String cursor(Connection connection, String table) throws Exception {
    try (PreparedStatement query = connection.prepareStatement("SELECT id, note FROM " + table)) {
      query.setFetchSize(2);
      return CallerView.call(query, query::executeQuery);
    }
  }

  private static String fetched(Connection connection, String sql) throws SQLException {
    StringBuilder seen = new StringBuilder();
    try (Statement query = connection.createStatement()) {
      query.setFetchSize(2);
      try (ResultSet result = query.executeQuery(sql)) {
        while (result.next()) {
          seen.append(result.getInt(1)).append(' ');
        }
      }
    } catch (SQLException e) {
      seen.append(CallerView.exception(e));
    }
    return seen.toString();
  }
}

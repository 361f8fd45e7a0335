package io.schemamedic.demo.story;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What is in the tables, seen without the app. */
final class Rows {
  private Rows() {}

  /**
   * The number of rows.
   *
   * @param from a table, or more of a query's FROM and WHERE
   */
  static long count(Connection connection, String from) throws SQLException {
    return Long.parseLong(texts(connection, "SELECT count(*) FROM " + from).get(0));
  }

  /**
   * All rows of the tables that the broken database came with, over the columns that it came with.
   */
  static List<String> ofBrokenTables(Connection connection, Variant variant) throws SQLException {
    List<String> rows = new ArrayList<>();
    if (variant == Variant.INCOMPLETE) {
      rows.addAll(texts(connection, "SELECT 'conversation ' || id FROM public.conversations"));
      rows.addAll(
          texts(
              connection, "SELECT format('user %s %s %s', id, name, created_at) FROM owned.users"));
    }
    return rows;
  }

  /** The first column of every row. */
  static List<String> texts(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (row.next()) {
        texts.add(row.getString(1));
      }
      return texts;
    }
  }
}

package io.schemamedic.compatibility.program;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Tells whether a borrowed connection still stands for the session that it began with. */
final class SameSession {
  private final int before;

  private SameSession(int before) {
    this.before = before;
  }

  static SameSession begin(Connection connection) throws SQLException {
    return new SameSession(process(connection));
  }

  /** The server's process of a session. */
  static int process(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }

  String end(Connection connection) throws SQLException {
    return process(connection) == before ? "same session" : "another session";
  }
}

package io.schemamedic.engine.repair;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The timeouts and the search path of the repair transaction, and the proof that they are in force:
 * a SET LOCAL that a pooler sent elsewhere is only a warning.
 */
final class SessionLimits {
  private final Connection session;
  private final RepairRequest request;

  SessionLimits(Connection session, RepairRequest request) {
    this.session = session;
    this.request = request;
  }

  /**
   * Isolation and timeouts, by SET, which takes no snapshot: the catalog must not be seen before
   * the advisory lock is had. For the transaction only, since behind a pooler the session is not
   * ours.
   */
  void setTimeouts() throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
      statement.execute("SET LOCAL lock_timeout = " + request.lockTimeout().toMillis());
      statement.execute("SET LOCAL statement_timeout = " + request.statementTimeout().toMillis());
    }
  }

  void setSearchPath() throws SQLException {
    try (PreparedStatement statement =
        session.prepareStatement("SELECT pg_catalog.set_config('search_path', ?, true)")) {
      statement.setString(1, request.searchPath());
      statement.execute();
    }
  }

  boolean areInForce() throws SQLException {
    String millis =
        "SELECT name, setting FROM pg_catalog.pg_settings"
            + " WHERE name IN ('lock_timeout', 'statement_timeout', 'search_path')";
    int seen = 0;
    try (PreparedStatement query = session.prepareStatement(millis);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        if (row.getString(2).equals(wanted(row.getString(1)))) {
          seen++;
        }
      }
    }
    return seen == 3;
  }

  private String wanted(String setting) {
    switch (setting) {
      case "lock_timeout":
        return Long.toString(request.lockTimeout().toMillis());
      case "statement_timeout":
        return Long.toString(request.statementTimeout().toMillis());
      default:
        return request.searchPath();
    }
  }
}

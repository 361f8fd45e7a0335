package io.schemamedic.dist.load;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Somebody who uses a table and does not end the transaction. */
final class Blocker implements AutoCloseable {
  private static final String WAITING =
      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
          + " AND application_name = 'schema-medic' AND wait_event_type = 'Lock'";

  private final Connection reader;
  private final Connection observer;

  private Blocker(Connection reader, Connection observer) {
    this.reader = reader;
    this.observer = observer;
  }

  static Blocker reading(String url, String table) throws SQLException {
    return using(url, "SELECT 1 FROM " + table + " LIMIT 1");
  }

  static Blocker using(String url, String sql) throws SQLException {
    Blocker blocker =
        new Blocker(DriverManager.getConnection(url), DriverManager.getConnection(url));
    blocker.reader.setAutoCommit(false);
    try (Statement statement = blocker.reader.createStatement()) {
      statement.execute(sql);
    }
    return blocker;
  }

  /** Returns when a repair waits for the table. */
  void awaitRepair() {
    Eventually.is(1, this::waitingRepairs);
  }

  private int waitingRepairs() {
    try (Statement statement = observer.createStatement();
        ResultSet row = statement.executeQuery(WAITING)) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets the table go. */
  @Override
  public void close() throws SQLException {
    reader.close();
    observer.close();
  }
}

package io.schemamedic.dist.cli;

import io.schemamedic.dist.load.Eventually;
import io.schemamedic.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A table that nobody can look at, so that whoever wants to is caught in the middle of its work.
 */
final class LockedTable implements AutoCloseable {
  private static final String WAITING =
      "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
          + " AND application_name = 'schema-medic' AND wait_event_type = 'Lock'";

  /** To write its expression, the server opens the table. */
  static final String DDL = "CREATE TABLE t (id bigint PRIMARY KEY CHECK (id > 0));";

  private final TestDatabase database;
  private final Connection holder;

  private LockedTable(TestDatabase database, Connection holder) {
    this.database = database;
    this.holder = holder;
  }

  /** Makes the table and locks it. */
  static LockedTable in(TestDatabase database) throws SQLException {
    database.execute(DDL);
    Connection holder = database.connection();
    holder.setAutoCommit(false);
    try (Statement statement = holder.createStatement()) {
      statement.execute("LOCK TABLE t");
    }
    return new LockedTable(database, holder);
  }

  String url() {
    return database.url();
  }

  /**
   * The server process of the session that waits for the table, once there is one.
   *
   * @throws IllegalStateException if there is none in time
   */
  int waitingSession() {
    if (!Eventually.is(false, () -> database.query(WAITING).isEmpty()).equals(false)) {
      throw new IllegalStateException("Nobody waits for the table");
    }
    return Integer.parseInt(database.query(WAITING).get(0));
  }

  /** Whether the session has ended, or ends in time. */
  boolean isGone(int pid) {
    String asked = "SELECT 1 FROM pg_stat_activity WHERE pid = " + pid;
    return Eventually.is(true, () -> database.query(asked).isEmpty());
  }

  /** The server ends the session. */
  void terminate(int pid) {
    database.query("SELECT pg_terminate_backend(" + pid + ")");
  }

  @Override
  public void close() throws SQLException {
    holder.close();
  }
}

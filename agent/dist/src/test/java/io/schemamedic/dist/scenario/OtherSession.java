package io.schemamedic.dist.scenario;

import io.schemamedic.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A session of the owner, beside the service's, with a transaction that stays open. */
final class OtherSession implements AutoCloseable {
  private final TestDatabase database;
  private @Nullable Connection connection;

  OtherSession(TestDatabase database) {
    this.database = database;
  }

  void execute(String sql) {
    try {
      if (connection == null) {
        connection = database.connectionAs(Roles.OWNER);
        connection.setAutoCommit(false);
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot run: " + sql, e);
    }
  }

  /** Rolls back what is open. */
  @Override
  public void close() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}

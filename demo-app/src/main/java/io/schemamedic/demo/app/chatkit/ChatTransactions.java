package io.schemamedic.demo.app.chatkit;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * Runs work in one transaction of its own: committed when it returns, rolled back when it throws.
 */
@Component
class ChatTransactions {
  private final DataSource dataSource;

  ChatTransactions(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** What the work returned, after its commit. */
  <T> T inTransaction(Work<T> work) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
    }
  }

  private static void rollBack(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // The connection is gone, and with it the transaction; what the caller must hear of is the
      // first failure.
      cause.addSuppressed(e);
    }
  }

  /** Statements on one connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }
}

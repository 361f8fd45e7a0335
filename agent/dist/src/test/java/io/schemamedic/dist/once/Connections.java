package io.schemamedic.dist.once;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Where a caller has its connections from: a pool, or one of its own. Used by one thread. */
final class Connections implements AutoCloseable {
  private final @Nullable DataSource pool;
  private final String url;
  private @Nullable Connection own;

  /**
   * @param pool null for a connection of its own
   */
  Connections(@Nullable DataSource pool, String url) {
    this.pool = pool;
    this.url = url;
  }

  Connection borrow() throws SQLException {
    if (pool != null) {
      return pool.getConnection();
    }
    Connection connection = own;
    if (connection == null) {
      connection = DriverManager.getConnection(url);
      own = connection;
    }
    return connection;
  }

  /** Whatever was not committed is undone. */
  void giveBack(Connection connection) throws SQLException {
    if (pool != null) {
      connection.close();
      return;
    }
    if (!connection.getAutoCommit()) {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  @Override
  public void close() throws SQLException {
    Connection connection = own;
    if (connection != null) {
      connection.close();
    }
  }
}

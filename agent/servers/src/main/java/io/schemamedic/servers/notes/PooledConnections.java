package io.schemamedic.servers.notes;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Those of a pool that somebody else, usually the server, has made. */
final class PooledConnections implements Connections {
  private final DataSource pool;

  PooledConnections(DataSource pool) {
    this.pool = pool;
  }

  @Override
  public Connection take() throws SQLException {
    return pool.getConnection();
  }

  @Override
  public void giveBack(Connection connection) throws SQLException {
    connection.close();
  }

  /** The pool does, when it thinks it time. */
  @Override
  public void renew() {}

  /** The pool belongs to whoever has made it. */
  @Override
  public void close() {}
}

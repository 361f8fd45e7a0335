package io.schemamedic.servers.notes;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A pool of the application's own: one connection, made at the beginning and kept. */
final class KeptConnection implements Connections {
  private final String url;
  private final BlockingQueue<Connection> free = new ArrayBlockingQueue<>(1);

  /**
   * The driver is loaded by name, because {@code DriverManager} does not look into applications.
   */
  KeptConnection(String url) throws SQLException, ClassNotFoundException {
    Class.forName("org.postgresql.Driver");
    this.url = url;
    free.add(DriverManager.getConnection(url));
  }

  @Override
  public Connection take() throws SQLException {
    try {
      return free.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("Interrupted", e);
    }
  }

  @Override
  public void giveBack(Connection connection) {
    free.add(connection);
  }

  @Override
  public void renew() throws SQLException {
    take().close();
    giveBack(DriverManager.getConnection(url));
  }

  @Override
  public void close() throws SQLException {
    take().close();
  }
}

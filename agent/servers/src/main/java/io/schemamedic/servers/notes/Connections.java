package io.schemamedic.servers.notes;

import java.sql.Connection;
import java.sql.SQLException;

/** Where the application takes its connections from. */
interface Connections extends AutoCloseable {
  Connection take() throws SQLException;

  /** Called once for each one taken, whatever has become of it. */
  void giveBack(Connection connection) throws SQLException;

  /** Closes what is kept and makes it again. */
  void renew() throws SQLException;

  @Override
  void close() throws SQLException;
}

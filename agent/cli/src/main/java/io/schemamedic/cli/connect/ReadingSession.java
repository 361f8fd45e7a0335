package io.schemamedic.cli.connect;

import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The one session of a command, and its end from another thread. Thread-safe. */
final class ReadingSession {
  private @Nullable Connection connection;
  private boolean opened;
  private boolean aborted;

  /**
   * @throws SQLException if the end came first
   */
  synchronized void opened(Connection session) throws SQLException {
    connection = session;
    opened = true;
    if (aborted) {
      close();
      throw new SQLException("The process is ending", "57014");
    }
  }

  /** Whether the database was reached. */
  synchronized boolean isOpen() {
    return opened;
  }

  /** In an orderly way, by the thread that has used it. */
  synchronized void close() {
    Connection session = connection;
    connection = null;
    if (session != null) {
      try {
        session.close();
      } catch (SQLException e) {
        // All that was wanted of it has been read or has failed before.
        return;
      }
    }
  }

  /** At once, whatever it is doing: the server is told to stop a query that is under way. */
  void abort() {
    Connection session;
    synchronized (this) {
      aborted = true;
      session = connection;
      connection = null;
    }
    if (session != null) {
      cancelQuery(session);
      try {
        session.abort(Runnable::run);
      } catch (SQLException e) {
        // It is gone, which is what was wanted.
        return;
      }
    }
  }

  /** The driver's own public method; a server without it stops the query at its timeout. */
  private static void cancelQuery(Connection session) {
    try {
      session.getClass().getMethod("cancelQuery").invoke(session);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      return;
    }
  }
}

package io.schemamedic.engine.repair;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The agent's own sessions, so that one that waits for a server which does not answer can be ended
 * from another thread. As many as databases, twice at most. Thread-safe.
 */
final class OpenSessions {
  private final List<Connection> open = new ArrayList<>();

  /** Forgets those that were closed meanwhile. */
  synchronized Connection add(Connection session) throws SQLException {
    Iterator<Connection> known = open.iterator();
    while (known.hasNext()) {
      if (known.next().isClosed()) {
        known.remove();
      }
    }
    open.add(session);
    return session;
  }

  /** Closes their sockets; whoever reads from one gets an error at once. Sends nothing. */
  void abortAll() {
    List<Connection> aborting;
    synchronized (this) {
      aborting = new ArrayList<>(open);
      open.clear();
    }
    for (Connection session : aborting) {
      try {
        session.abort(Runnable::run);
      } catch (SQLException e) {
        // It is left to its own timeouts, as it would be without us.
        continue;
      }
    }
  }
}

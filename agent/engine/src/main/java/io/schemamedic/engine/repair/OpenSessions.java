package io.schemamedic.engine.repair;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The agent's own sessions, so that one that waits for a server which does not answer can be ended
 * from another thread. Held weakly: whoever uses one holds it, and a closed one must not keep the
 * driver of an undeployed application. As many as databases, twice at most. Thread-safe.
 */
final class OpenSessions {
  private final List<WeakReference<Connection>> open = new ArrayList<>();

  /** Forgets those that were closed meanwhile. */
  synchronized Connection add(Connection session) throws SQLException {
    Iterator<WeakReference<Connection>> known = open.iterator();
    while (known.hasNext()) {
      Connection earlier = known.next().get();
      if (earlier == null || earlier.isClosed()) {
        known.remove();
      }
    }
    open.add(new WeakReference<>(session));
    return session;
  }

  /** Closes their sockets; whoever reads from one gets an error at once. Sends nothing. */
  void abortAll() {
    List<WeakReference<Connection>> aborting;
    synchronized (this) {
      aborting = new ArrayList<>(open);
      open.clear();
    }
    for (WeakReference<Connection> known : aborting) {
      Connection session = known.get();
      if (session == null) {
        continue;
      }
      try {
        session.abort(Runnable::run);
      } catch (SQLException e) {
        // It is left to its own timeouts, as it would be without us.
        continue;
      }
    }
  }
}

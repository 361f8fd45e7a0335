package io.schemamedic.entry;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The connections that belong to a transaction manager, by identity and held weakly. Thread-safe.
 */
final class XaConnections {
  private static final ReferenceQueue<Connection> GONE = new ReferenceQueue<>();
  private static final Set<Known> KNOWN = ConcurrentHashMap.newKeySet();

  private XaConnections() {}

  static void add(Connection connection) {
    for (Reference<?> gone = GONE.poll(); gone != null; gone = GONE.poll()) {
      KNOWN.remove(gone);
    }
    KNOWN.add(new Known(connection, GONE));
  }

  static boolean contains(Connection connection) {
    return KNOWN.contains(new Known(connection, null));
  }

  static void forget() {
    KNOWN.clear();
  }

  private static final class Known extends WeakReference<Connection> {
    private final int hash;

    Known(Connection connection, @Nullable ReferenceQueue<Connection> queue) {
      super(connection, queue);
      this.hash = System.identityHashCode(connection);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Connection connection = get();
      return connection != null && other instanceof Known && ((Known) other).get() == connection;
    }
  }
}

package io.schemamedic.engine.repair;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

/**
 * Whether the failing session itself holds a lock on a table that the repair needs. After a
 * savepoint it may, and its thread is waiting for us: a deadlock that PostgreSQL cannot see.
 */
final class CallerLocks {
  private static final String HOLDS =
      "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_locks"
          + " WHERE pid = ? AND locktype = 'relation' AND relation = ANY (?::oid[])"
          + " AND database = (SELECT oid FROM pg_catalog.pg_database"
          + "  WHERE datname = pg_catalog.current_database()))";

  private final Connection session;

  CallerLocks(Connection session) {
    this.session = session;
  }

  boolean holdsAny(int pid, Set<Long> relations) throws SQLException {
    if (pid == 0 || relations.isEmpty()) {
      return false;
    }
    try (PreparedStatement query = session.prepareStatement(HOLDS)) {
      query.setInt(1, pid);
      query.setArray(2, session.createArrayOf("int8", relations.toArray()));
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}

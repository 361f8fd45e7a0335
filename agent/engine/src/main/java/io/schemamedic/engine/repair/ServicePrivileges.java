package io.schemamedic.engine.repair;

import io.schemamedic.engine.sql.RelationName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Whether the service's own role can read and write what the repair role has made. */
final class ServicePrivileges {
  private static final String USABLE =
      "SELECT pg_catalog.has_table_privilege(?, ?, 'SELECT')"
          + " AND pg_catalog.has_table_privilege(?, ?, 'INSERT')"
          + " AND pg_catalog.has_table_privilege(?, ?, 'UPDATE')"
          + " AND pg_catalog.has_table_privilege(?, ?, 'DELETE')";

  private final Connection session;

  ServicePrivileges(Connection session) {
    this.session = session;
  }

  /** Null if the role can use them all. */
  @Nullable RelationName firstUnusable(String role, Collection<RelationName> tables)
      throws SQLException {
    for (RelationName table : tables) {
      try (PreparedStatement query = session.prepareStatement(USABLE)) {
        for (int i = 1; i <= 8; i += 2) {
          query.setString(i, role);
          query.setString(i + 1, table.sql());
        }
        try (ResultSet row = query.executeQuery()) {
          if (!row.next() || !row.getBoolean(1)) {
            return table;
          }
        }
      }
    }
    return null;
  }
}

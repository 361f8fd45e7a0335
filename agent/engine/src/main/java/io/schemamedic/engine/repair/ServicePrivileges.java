package io.schemamedic.engine.repair;

import io.schemamedic.engine.sql.RelationName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Whether the service's own role can read and write what the repair role has made, the sequences
 * behind its columns included.
 */
final class ServicePrivileges {
  private static final String USABLE =
      "SELECT pg_catalog.has_table_privilege(?, ?, 'SELECT')"
          + " AND pg_catalog.has_table_privilege(?, ?, 'INSERT')"
          + " AND pg_catalog.has_table_privilege(?, ?, 'UPDATE')"
          + " AND pg_catalog.has_table_privilege(?, ?, 'DELETE')"
          + " AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d"
          + "  JOIN pg_catalog.pg_class c ON c.oid = d.objid"
          + "  WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.deptype = 'a'"
          + "  AND d.refclassid = 'pg_catalog.pg_class'::regclass"
          // The function fails for what is no sequence, and AND has no order.
          + "  AND CASE WHEN c.relkind = 'S'"
          + "   THEN NOT pg_catalog.has_sequence_privilege(?, d.objid, 'USAGE') END"
          + "  AND d.refobjid = ?::regclass)";

  private final Connection session;

  ServicePrivileges(Connection session) {
    this.session = session;
  }

  /** Null if the role can use them all. */
  @Nullable RelationName firstUnusable(String role, Collection<RelationName> tables)
      throws SQLException {
    for (RelationName table : tables) {
      try (PreparedStatement query = session.prepareStatement(USABLE)) {
        for (int i = 1; i <= 10; i += 2) {
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

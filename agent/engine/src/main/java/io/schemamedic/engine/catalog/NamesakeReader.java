package io.schemamedic.engine.catalog;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads which names resemble one that was not found. Not thread-safe. */
final class NamesakeReader {
  private static final int MOST = 200;

  /** What differs by one slip has its first or its last half in common, and nearly its length. */
  private static final String SIMILAR =
      "SELECT n.nspname::text, c.relname::text FROM pg_catalog.pg_class c"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace,"
          + " (SELECT pg_catalog.lower(?::text) AS w, ?::int AS half) t"
          + " WHERE n.nspname = ANY (?::name[]) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')"
          + " AND pg_catalog.length(c.relname::text)"
          + "  BETWEEN pg_catalog.length(t.w) - 1 AND pg_catalog.length(t.w) + 1"
          + " AND (pg_catalog.left(pg_catalog.lower(c.relname::text), t.half)"
          + "   = pg_catalog.left(t.w, t.half)"
          + "  OR pg_catalog.right(pg_catalog.lower(c.relname::text), t.half)"
          + "   = pg_catalog.right(t.w, t.half))"
          + " ORDER BY n.nspname, c.relname LIMIT "
          + MOST;

  private static final String TEMPORARY =
      "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_class c"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " JOIN pg_catalog.pg_roles r ON r.oid = c.relowner"
          + " WHERE r.rolname = ? AND c.relname = ? AND c.relpersistence = 't'"
          + " AND c.relkind IN ('r', 'p', 'v') AND n.nspname ~ '^pg_temp_[0-9]+$'"
          + " AND n.oid <> pg_catalog.pg_my_temp_schema())";

  private final Connection connection;

  NamesakeReader(Connection connection) {
    this.connection = connection;
  }

  List<RelationName> similar(Identifier name, Collection<Identifier> schemas) throws SQLException {
    List<String> wanted = new ArrayList<>();
    for (Identifier schema : schemas) {
      wanted.add(schema.value());
    }
    List<RelationName> found = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(SIMILAR)) {
      query.setString(1, name.value());
      query.setInt(2, (name.value().length() - 1) / 2);
      query.setArray(3, connection.createArrayOf("text", wanted.toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found.add(
              RelationName.of(Identifier.of(row.getString(1)), Identifier.of(row.getString(2))));
        }
      }
    }
    return found;
  }

  boolean isTemporaryOf(Identifier role, Identifier name) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(TEMPORARY)) {
      query.setString(1, role.value());
      query.setString(2, name.value());
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}

package io.schemamedic.engine.catalog;

import io.schemamedic.engine.catalog.MigrationHistory.Entry;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Reads the tables in which Flyway writes down what has run. They are known by their columns, since
 * their name can be configured. Only plain tables are read, so that nobody's code runs with it.
 */
final class HistoryReader {
  /** A service has some hundreds of migrations. */
  private static final int MOST_ENTRIES = 20_000;

  private static final int MOST_TABLES = 10;

  private static final String TABLES =
      "SELECT n.nspname::text, c.relname::text FROM pg_catalog.pg_class c"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE n.nspname = ANY (?::name[]) AND c.relkind = 'r' AND NOT c.relrowsecurity"
          + " AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')"
          + " AND pg_catalog.has_table_privilege(c.oid, 'SELECT')"
          + " AND (SELECT pg_catalog.count(*) FROM pg_catalog.pg_attribute a"
          + "  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
          + "  AND (a.attname::text, a.atttypid::regtype::text) IN (('installed_rank', 'integer'),"
          + "  ('version', 'character varying'), ('script', 'character varying'),"
          + "  ('type', 'character varying'), ('success', 'boolean'))) = 5"
          + " ORDER BY n.nspname, c.relname LIMIT "
          + MOST_TABLES;

  /**
   * Flyway migrates under an advisory lock whose key is its name in letters, shifted up, plus a
   * hash: these are the upper halves that this can give.
   */
  private static final String BUSY =
      "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_database d"
          + " ON d.oid = l.database WHERE l.locktype = 'advisory' AND l.objsubid = 1"
          + " AND l.granted AND l.classid::bigint BETWEEN 18027 AND 18029"
          + " AND d.datname = pg_catalog.current_database())";

  private final Connection connection;

  HistoryReader(Connection connection) {
    this.connection = connection;
  }

  /** Nothing is known if the tables cannot be read; the transaction goes on in any case. */
  MigrationHistory read(Collection<Identifier> schemas) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      return readAll(schemas);
    } catch (SQLException e) {
      connection.rollback(before);
      return MigrationHistory.unknown();
    }
  }

  private MigrationHistory readAll(Collection<Identifier> schemas) throws SQLException {
    List<List<Entry>> tables = new ArrayList<>();
    List<RelationName> found = find(schemas);
    try (Statement statement = connection.createStatement()) {
      // A table that is being altered is not waited for: what cannot be told is not told.
      statement.execute("SET LOCAL lock_timeout = 100");
      for (RelationName table : found) {
        tables.add(entries(statement, table));
      }
      try (ResultSet row = statement.executeQuery(BUSY)) {
        row.next();
        return new MigrationHistory(tables, row.getBoolean(1));
      }
    }
  }

  private List<RelationName> find(Collection<Identifier> schemas) throws SQLException {
    Object[] names = schemas.stream().map(Identifier::value).toArray();
    List<RelationName> found = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(TABLES)) {
      query.setArray(1, connection.createArrayOf("text", names));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found.add(
              RelationName.of(Identifier.of(row.getString(1)), Identifier.of(row.getString(2))));
        }
      }
    }
    return found;
  }

  private static List<Entry> entries(Statement statement, RelationName table) throws SQLException {
    String query =
        "SELECT version, COALESCE(script, ''), COALESCE(type, ''), COALESCE(success, false)"
            + " FROM ONLY "
            + table.sql()
            + " ORDER BY installed_rank LIMIT "
            + MOST_ENTRIES;
    List<Entry> entries = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        entries.add(
            new Entry(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4)));
      }
    }
    return entries;
  }
}

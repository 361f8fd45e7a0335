package io.schemamedic.dist.random;

import io.schemamedic.engine.testing.CatalogListing;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that can be seen of a database at one moment.
 *
 * @param catalog as {@link CatalogListing} has it, with views, privileges and comments
 * @param identity what no addition may change of a relation that was there before, by oid: name,
 *     owner, file, privileges, row security
 * @param rows by table; times and random keys, which no two runs share, are blanked
 */
record Listing(
    SortedMap<String, String> catalog,
    Map<String, String> identity,
    SortedMap<String, List<String>> rows) {
  private static final String ALSO =
      """
      SELECT 'relation ' || nspname || '.' || relname,
             relkind::text || ' ' || coalesce(relacl::text, '')
               || CASE WHEN relkind = 'v' THEN pg_get_viewdef(c.oid) ELSE '' END
               || coalesce(obj_description(c.oid, 'pg_class'), '')
      FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
      WHERE nspname <> 'information_schema' AND nspname !~ '^pg_'
      UNION ALL
      SELECT 'function ' || oid::regprocedure, md5(prosrc) FROM pg_proc
      WHERE pronamespace > 16383
      """;

  private static final String IDENTITY =
      """
      SELECT c.oid::text, concat_ws(' ', nspname, relname, relkind, relfilenode, relowner, relacl,
             relrowsecurity, relforcerowsecurity, reloptions, relispartition)
      FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
      WHERE nspname <> 'information_schema' AND nspname !~ '^pg_'
      UNION ALL
      SELECT attrelid || '.' || attnum,
             concat_ws(' ', attname, atttypid, atttypmod, attnotnull, atthasdef, attisdropped,
                       attacl)
      FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
        JOIN pg_namespace n ON n.oid = relnamespace
      WHERE attnum > 0 AND nspname <> 'information_schema' AND nspname !~ '^pg_'
      """;

  private static final String TABLES =
      """
      SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
      WHERE relkind IN ('r', 'p') AND nspname <> 'information_schema' AND nspname !~ '^pg_'
      """;

  static Listing of(Connection connection) throws SQLException {
    SortedMap<String, String> catalog = CatalogListing.of(connection);
    catalog.putAll(pairs(connection, ALSO));
    SortedMap<String, List<String>> rows = new TreeMap<>();
    for (String table : column(connection, TABLES)) {
      List<String> found = new ArrayList<>();
      for (String row : column(connection, "SELECT to_jsonb(t)::text FROM " + table + " t")) {
        found.add(blanked(row));
      }
      found.sort(null);
      rows.put(table, found);
    }
    return new Listing(catalog, pairs(connection, IDENTITY), rows);
  }

  /** Without what differs from run to run: times, random keys, names of the two databases. */
  static String blanked(String text) {
    return text.replaceAll("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d[.\\d]*", "<time>")
        .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", "<key>")
        .replaceAll("\\btest_\\d+\\b", "<database>");
  }

  private static Map<String, String> pairs(Connection connection, String query)
      throws SQLException {
    Map<String, String> pairs = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        pairs.put(rows.getString(1), rows.getString(2));
      }
    }
    return pairs;
  }

  private static List<String> column(Connection connection, String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}

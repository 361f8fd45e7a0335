package io.schemamedic.engine.testing;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the catalog says about schemas, object by object, in PostgreSQL's own words, so that two
 * databases can be compared. Leaves out the order of columns, which a repair cannot choose,
 * comments, owners and privileges.
 *
 * <p>Keys are {@code schema s}, {@code table s.t}, {@code table s.t column c}, {@code table s.t
 * constraint n}, {@code table s.t index n}, {@code enum s.e} and {@code sequence s.q}.
 */
public final class CatalogListing {
  private static final List<String> QUERIES =
      List.of(
          """
          SELECT 'schema ' || nspname, 'exists' FROM pg_namespace n WHERE {schemas}
          """,
          """
          SELECT 'table ' || nspname || '.' || relname,
                 'kind ' || relkind::text || ', persistence ' || relpersistence::text
                     || ', row security ' || relrowsecurity || ' ' || relforcerowsecurity
          FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
          WHERE relkind IN ('r', 'p', 'f') AND {schemas}
          """,
          """
          SELECT 'table ' || nspname || '.' || relname || ' column ' || attname,
                 format_type(atttypid, atttypmod)
                     || CASE WHEN attcollation <> typcollation
                             THEN ' collate ' || attcollation::regcollation::text ELSE '' END
                     || CASE WHEN attnotnull THEN ' not null' ELSE '' END
                     || COALESCE(' default ' || pg_get_expr(adbin, adrelid), '')
                     || ' identity "' || attidentity::text
                     || '" generated "' || attgenerated::text || '"'
          FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid
            JOIN pg_namespace n ON n.oid = relnamespace JOIN pg_type t ON t.oid = atttypid
            LEFT JOIN pg_attrdef d ON adrelid = attrelid AND adnum = attnum
          WHERE relkind IN ('r', 'p', 'f') AND attnum > 0 AND NOT attisdropped AND {schemas}
          """,
          """
          SELECT 'table ' || nspname || '.' || relname || ' constraint ' || conname,
                 pg_get_constraintdef(k.oid)
          FROM pg_constraint k JOIN pg_class c ON c.oid = conrelid
            JOIN pg_namespace n ON n.oid = relnamespace
          WHERE {schemas}
          """,
          """
          SELECT 'table ' || nspname || '.' || c.relname || ' index ' || x.relname,
                 pg_get_indexdef(indexrelid) || CASE WHEN indisvalid THEN '' ELSE ' INVALID' END
          FROM pg_index i JOIN pg_class c ON c.oid = indrelid JOIN pg_class x ON x.oid = indexrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE c.relkind IN ('r', 'p') AND {schemas}
          """,
          """
          SELECT 'enum ' || nspname || '.' || typname,
                 COALESCE(string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder), '')
          FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace
            LEFT JOIN pg_enum e ON enumtypid = t.oid
          WHERE typtype = 'e' AND {schemas} GROUP BY nspname, typname
          """,
          """
          SELECT 'sequence ' || nspname || '.' || c.relname,
                 format_type(seqtypid, NULL) || ' start ' || seqstart || ' by ' || seqincrement
                     || ' from ' || seqmin || ' to ' || seqmax || ' cache ' || seqcache
                     || ' cycle ' || seqcycle
                     || COALESCE(' of ' || refobjid::regclass || '.' || attname
                            || ' ' || deptype::text, '')
          FROM pg_sequence s JOIN pg_class c ON c.oid = seqrelid
            JOIN pg_namespace n ON n.oid = relnamespace
            LEFT JOIN pg_depend p ON p.classid = 'pg_class'::regclass AND p.objid = c.oid
              AND p.refclassid = 'pg_class'::regclass AND p.deptype IN ('a', 'i')
            LEFT JOIN pg_attribute a ON attrelid = refobjid AND attnum = refobjsubid
          WHERE {schemas}
          """);

  private CatalogListing() {}

  /** Object to definition; of all schemas that are not the server's own if none is named. */
  public static SortedMap<String, String> of(Connection connection, String... schemas)
      throws SQLException {
    String searchPath = searchPath(connection);
    SortedMap<String, String> listing = new TreeMap<>();
    try {
      setSearchPath(connection, "");
      for (String query : QUERIES) {
        read(connection, query, schemas, listing);
      }
    } finally {
      setSearchPath(connection, searchPath);
    }
    return listing;
  }

  private static void read(
      Connection connection, String query, String[] schemas, SortedMap<String, String> listing)
      throws SQLException {
    String condition =
        schemas.length == 0
            ? "nspname <> 'information_schema' AND nspname !~ '^pg_' AND ? IS NOT NULL"
            : "nspname = ANY (?)";
    Array names = connection.createArrayOf("text", schemas);
    try (PreparedStatement statement =
        connection.prepareStatement(query.replace("{schemas}", condition))) {
      statement.setArray(1, names);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          listing.put(rows.getString(1), rows.getString(2));
        }
      }
    }
  }

  private static String searchPath(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW search_path")) {
      row.next();
      return row.getString(1);
    }
  }

  private static void setSearchPath(Connection connection, String path) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT set_config('search_path', ?, false)")) {
      statement.setString(1, path);
      statement.executeQuery().close();
    }
  }
}

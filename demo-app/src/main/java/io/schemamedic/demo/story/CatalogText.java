package io.schemamedic.demo.story;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A database's tables as PostgreSQL's catalog describes them, one line per column, constraint and
 * index, in a fixed order. Two databases with the same lines have the same tables, down to the
 * order of columns and the names of constraints.
 */
public final class CatalogText {
  private static final String COLUMNS =
      """
      SELECT format('column %I.%I %s %I %s%s%s%s%s', n.nspname, c.relname,
          row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum),
          a.attname, format_type(a.atttypid, a.atttypmod),
          CASE WHEN a.attnotnull THEN ' not null' END,
          ' default ' || pg_get_expr(d.adbin, d.adrelid),
          CASE WHEN a.attidentity <> '' THEN ' identity ' || a.attidentity::text END,
          CASE WHEN a.attgenerated <> '' THEN ' generated ' || a.attgenerated::text END)
      FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
      WHERE c.relkind IN ('r', 'p') AND n.nspname = ANY (?)""";

  private static final String CONSTRAINTS =
      """
      SELECT format('constraint %I.%I %I %s', n.nspname, c.relname, o.conname,
          pg_get_constraintdef(o.oid))
      FROM pg_constraint o
        JOIN pg_class c ON c.oid = o.conrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ANY (?)""";

  private static final String INDEXES =
      """
      SELECT pg_get_indexdef(i.indexrelid) || CASE WHEN NOT i.indisvalid THEN ' invalid' ELSE '' END
      FROM pg_index i
        JOIN pg_class c ON c.oid = i.indrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ANY (?)""";

  private static final String OTHERS =
      """
      SELECT format('other relation %I.%I of kind %s', n.nspname, c.relname, c.relkind)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind NOT IN ('r', 'p', 'i', 'I', 't') AND n.nspname = ANY (?)""";

  private static final String IDENTITIES =
      """
      SELECT format('%I.%I %s %s', n.nspname, c.relname, c.oid, c.relfilenode)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ANY (?)""";

  private CatalogText() {}

  /**
   * The tables of the given schemas, with columns, constraints and indexes, and a line for whatever
   * else is in there.
   */
  public static List<String> of(Connection connection, List<String> schemas) throws SQLException {
    List<String> lines = new ArrayList<>();
    for (String query : List.of(COLUMNS, CONSTRAINTS, INDEXES, OTHERS)) {
      lines.addAll(lines(connection, query, schemas));
    }
    return lines;
  }

  /**
   * Which relation is which, and which file holds it: stays the same unless something is created,
   * dropped or rewritten.
   */
  public static List<String> identities(Connection connection, List<String> schemas)
      throws SQLException {
    return lines(connection, IDENTITIES, schemas);
  }

  private static List<String> lines(Connection connection, String query, List<String> schemas)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(query)) {
      select.setArray(1, connection.createArrayOf("text", schemas.toArray()));
      List<String> lines = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          lines.add(row.getString(1));
        }
      }
      // What has run where is Flyway's own affair, and differs.
      lines.removeIf(line -> line.contains("flyway_schema_history"));
      lines.sort(null);
      return lines;
    }
  }
}

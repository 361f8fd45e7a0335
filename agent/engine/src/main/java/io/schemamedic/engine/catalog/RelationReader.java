package io.schemamedic.engine.catalog;

import io.schemamedic.engine.catalog.LiveRelation.Trait;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads relations with their columns. Temporary ones are left out. Not thread-safe. */
final class RelationReader {
  private static final int LAST_ASCII = 127;

  private static final String RELATIONS =
      "SELECT c.oid::bigint, n.nspname::text, c.relname::text, c.relkind = 'r' AS ordinary,"
          + " pg_catalog.pg_has_role(c.relowner, 'USAGE') AS owned, c.relrowsecurity,"
          + " c.relkind IN ('v', 'm') AS view, c.relkind = 'f' AS foreign_table,"
          + " c.relispartition OR c.relkind = 'p' AS partition,"
          + " NOT c.relispartition AND c.relkind <> 'p' AND EXISTS (SELECT 1"
          + "  FROM pg_catalog.pg_inherits i WHERE i.inhrelid = c.oid OR i.inhparent = c.oid)"
          + "  AS inherits,"
          + " EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_class'::regclass"
          + "  AND d.objid = c.oid AND d.deptype = 'e') AS extension,"
          + " EXISTS (SELECT 1 FROM pg_catalog.pg_publication_tables p"
          + "  WHERE p.schemaname = n.nspname AND p.tablename = c.relname) AS published,"
          + " EXISTS (SELECT 1 FROM pg_catalog.pg_subscription_rel s WHERE s.srrelid = c.oid),"
          + " pg_catalog.has_schema_privilege(n.oid, 'USAGE') AS visible, c.relnatts::int"
          + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE c.relkind <> 't'"
          + " AND n.nspname NOT IN ('pg_catalog', 'information_schema')"
          + " AND n.nspname !~ '^pg_(toast|temp)' AND %s ORDER BY n.nspname, c.relname";

  private static final String BY_NAME =
      // A name has the collation "C", in which the server folds A to Z only, and what another
      // collation folds depends on the database. So the other letters are given.
      String.format(
          RELATIONS,
          "ARRAY[c.relname::text, pg_catalog.lower("
              + "pg_catalog.translate(c.relname::text, ?, ?) COLLATE \"C\")] && ?::text[]");
  private static final String BY_OID = String.format(RELATIONS, "c.oid = ANY (?::oid[])");

  private static final String COLUMNS =
      "SELECT a.attrelid::bigint, a.attname::text,"
          + " pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attnum::int"
          + " FROM pg_catalog.pg_attribute a WHERE a.attrelid = ANY (?::oid[])"
          + " AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attrelid, a.attnum";

  private final Connection connection;

  RelationReader(Connection connection) {
    this.connection = connection;
  }

  /**
   * In any schema.
   *
   * @param spellings names as they are and in lower case
   */
  Map<RelationName, LiveRelation> named(Collection<String> spellings) throws SQLException {
    StringBuilder upper = new StringBuilder();
    StringBuilder lower = new StringBuilder();
    String.join("", spellings)
        .codePoints()
        .filter(letter -> letter > LAST_ASCII)
        .filter(letter -> Character.toLowerCase(Character.toUpperCase(letter)) == letter)
        .distinct()
        .forEach(
            letter -> {
              upper.appendCodePoint(Character.toUpperCase(letter));
              lower.appendCodePoint(letter);
            });
    return read(BY_NAME, "text", spellings, upper.toString(), lower.toString());
  }

  Map<RelationName, LiveRelation> withOids(Collection<Long> oids) throws SQLException {
    return oids.isEmpty()
        ? Collections.<RelationName, LiveRelation>emptyMap()
        : read(BY_OID, "int8", oids);
  }

  private Map<RelationName, LiveRelation> read(
      String sql, String type, Collection<?> keys, String... letters) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < letters.length; i++) {
        query.setString(i + 1, letters[i]);
      }
      query.setArray(letters.length + 1, connection.createArrayOf(type, keys.toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          rows.add(new Row(row));
        }
      }
    }
    Map<Long, Map<Identifier, LiveColumn>> columns = columns(rows);
    Map<RelationName, LiveRelation> relations = new LinkedHashMap<>();
    for (Row row : rows) {
      relations.put(
          row.name,
          new LiveRelation(
              row.oid,
              row.name,
              row.traits,
              row.attributeCount,
              columns.getOrDefault(row.oid, Collections.<Identifier, LiveColumn>emptyMap())));
    }
    return relations;
  }

  private Map<Long, Map<Identifier, LiveColumn>> columns(List<Row> rows) throws SQLException {
    Map<Long, Map<Identifier, LiveColumn>> columns = new LinkedHashMap<>();
    Long[] oids = new Long[rows.size()];
    for (int i = 0; i < oids.length; i++) {
      oids[i] = rows.get(i).oid;
    }
    if (oids.length == 0) {
      return columns;
    }
    try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
      query.setArray(1, connection.createArrayOf("int8", oids));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          columns
              .computeIfAbsent(row.getLong(1), oid -> new LinkedHashMap<>())
              .put(
                  Identifier.of(row.getString(2)),
                  new LiveColumn(row.getString(3), row.getBoolean(4), row.getInt(5)));
        }
      }
    }
    return columns;
  }

  /** One row of {@link #RELATIONS}. */
  private static final class Row {
    private static final List<Trait> TRAIT_COLUMNS =
        Arrays.asList(
            Trait.ORDINARY_TABLE,
            Trait.OWNED,
            Trait.ROW_SECURITY,
            Trait.VIEW,
            Trait.FOREIGN_TABLE,
            Trait.PARTITION,
            Trait.INHERITANCE,
            Trait.EXTENSION_OWNED,
            Trait.PUBLISHED,
            Trait.SUBSCRIBED,
            Trait.VISIBLE);

    private final long oid;
    private final RelationName name;
    private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
    private final int attributeCount;

    Row(ResultSet row) throws SQLException {
      oid = row.getLong(1);
      name = RelationName.of(Identifier.of(row.getString(2)), Identifier.of(row.getString(3)));
      for (int i = 0; i < TRAIT_COLUMNS.size(); i++) {
        if (row.getBoolean(4 + i)) {
          traits.add(TRAIT_COLUMNS.get(i));
        }
      }
      attributeCount = row.getInt(4 + TRAIT_COLUMNS.size());
    }
  }
}

package io.schemamedic.engine.catalog;

import io.schemamedic.engine.catalog.LiveRelation.Trait;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads from {@code pg_catalog}. Queries only, in whatever transaction the connection is. Not
 * thread-safe.
 */
public final class CatalogReader {
  private static final String FACTS =
      "SELECT (SELECT system_identifier FROM pg_catalog.pg_control_system())::text,"
          + " pg_catalog.current_database()::text, current_user::text,"
          + " pg_catalog.pg_is_in_recovery(),"
          + " pg_catalog.current_setting('transaction_read_only') = 'on',"
          + " pg_catalog.current_setting('server_version_num')::int";

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
          + " pg_catalog.has_schema_privilege(n.oid, 'USAGE') AS visible, c.relnatts::int"
          + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE c.relkind <> 't'"
          // The server and Java do not fold every letter alike, such as a dotted capital I.
          + " AND ARRAY[c.relname::text, pg_catalog.lower(c.relname)] && ?::text[]"
          + " AND n.nspname NOT IN ('pg_catalog', 'information_schema')"
          + " AND n.nspname !~ '^pg_(toast|temp)' ORDER BY n.nspname, c.relname";

  private static final String COLUMNS =
      "SELECT a.attrelid::bigint, a.attname::text,"
          + " pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull"
          + " FROM pg_catalog.pg_attribute a WHERE a.attrelid = ANY (?::oid[])"
          + " AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attrelid, a.attnum";

  private static final String SCHEMAS =
      "SELECT n.nspname::text, pg_catalog.has_schema_privilege(n.oid, 'USAGE'),"
          + " pg_catalog.has_schema_privilege(n.oid, 'CREATE')"
          + " FROM pg_catalog.pg_namespace n WHERE n.nspname = ANY (?)";

  private static final String REPLICATION =
      "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_publication WHERE puballtables)"
          + " OR EXISTS (SELECT 1 FROM pg_catalog.pg_replication_slots"
          + "  WHERE slot_type = 'logical' AND database = pg_catalog.current_database())";

  /** The catalog of publications by schema came with PostgreSQL 15. */
  private static final int PUBLICATIONS_BY_SCHEMA_SINCE = 150000;

  private static final String SCHEMA_PUBLICATIONS =
      "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_publication_namespace)";

  private final Connection connection;

  public CatalogReader(Connection connection) {
    this.connection = connection;
  }

  /**
   * Where this session stands.
   *
   * @param searchPath whose schemas are looked up, in the form that SET understands
   */
  public SessionFacts facts(String searchPath) throws SQLException {
    List<Identifier> schemas = schemasOn(searchPath);
    try (PreparedStatement query = connection.prepareStatement(FACTS);
        ResultSet row = query.executeQuery()) {
      row.next();
      return new SessionFacts(
          row.getString(1),
          row.getString(2),
          row.getString(3),
          row.getBoolean(4),
          row.getBoolean(5),
          schemas,
          row.getInt(6));
    }
  }

  /**
   * With that search path in force for this one query, which calls nothing but what it names in
   * full.
   */
  private List<Identifier> schemasOn(String searchPath) throws SQLException {
    List<Identifier> schemas = new ArrayList<>();
    try (PreparedStatement set =
            connection.prepareStatement("SELECT pg_catalog.set_config('search_path', ?, true)");
        PreparedStatement query =
            connection.prepareStatement("SELECT pg_catalog.current_schemas(false)");
        Statement reset = connection.createStatement()) {
      set.setString(1, searchPath);
      set.execute();
      try (ResultSet row = query.executeQuery()) {
        row.next();
        for (Object schema : (Object[]) row.getArray(1).getArray()) {
          schemas.add(Identifier.of((String) schema));
        }
      }
      reset.execute(CatalogTransaction.OWN_SEARCH_PATH);
    }
    return schemas;
  }

  /**
   * Everything that diagnosis, plan and guard want to know about these names.
   *
   * @param searchPath the failing session's, in the form that SET understands
   */
  public CatalogSnapshot read(Collection<RelationName> names, String searchPath)
      throws SQLException {
    SessionFacts facts = facts(searchPath);
    return new CatalogSnapshot(
        facts, relations(names), schemas(names), areNewTablesReplicated(facts.serverVersion()));
  }

  /**
   * Whether a server process runs in this session's database.
   *
   * @return empty if no such process is to be seen, as behind a pooler, which makes up process ids
   */
  public Optional<Boolean> isInThisDatabase(int pid) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT datname = pg_catalog.current_database()"
                + " FROM pg_catalog.pg_stat_activity WHERE pid = ?")) {
      query.setInt(1, pid);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(row.getBoolean(1)) : Optional.empty();
      }
    }
  }

  private Map<RelationName, LiveRelation> relations(Collection<RelationName> names)
      throws SQLException {
    Set<String> spellings = new TreeSet<>();
    for (RelationName name : names) {
      spellings.add(name.name().value());
      spellings.add(CatalogSnapshot.fold(name.name()));
    }
    List<Row> rows = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(RELATIONS)) {
      query.setArray(1, connection.createArrayOf("text", spellings.toArray()));
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
                  new LiveColumn(row.getString(3), row.getBoolean(4)));
        }
      }
    }
    return columns;
  }

  private Map<Identifier, SchemaRights> schemas(Collection<RelationName> names)
      throws SQLException {
    Set<String> wanted = new TreeSet<>();
    for (RelationName name : names) {
      wanted.add(name.schemaName().value());
    }
    Map<Identifier, SchemaRights> schemas = new LinkedHashMap<>();
    try (PreparedStatement query = connection.prepareStatement(SCHEMAS)) {
      query.setArray(1, connection.createArrayOf("text", wanted.toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          schemas.put(
              Identifier.of(row.getString(1)),
              new SchemaRights(row.getBoolean(2), row.getBoolean(3)));
        }
      }
    }
    return schemas;
  }

  private boolean areNewTablesReplicated(int serverVersion) throws SQLException {
    return isTrue(REPLICATION)
        || (serverVersion >= PUBLICATIONS_BY_SCHEMA_SINCE && isTrue(SCHEMA_PUBLICATIONS));
  }

  private boolean isTrue(String sql) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
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

package io.schemamedic.engine.catalog;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
          + " pg_catalog.current_setting(?) = 'on',"
          + " pg_catalog.current_setting('server_version_num')::int";

  private static final String SCHEMAS =
      "SELECT n.nspname::text, pg_catalog.has_schema_privilege(n.oid, 'USAGE'),"
          + " pg_catalog.has_schema_privilege(n.oid, 'CREATE')"
          + " FROM pg_catalog.pg_namespace n WHERE n.nspname = ANY (?)";

  private static final String ANY_TABLE =
      "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_class c"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " JOIN ROWS FROM (pg_catalog.unnest(?::name[]), pg_catalog.unnest(?::name[]))"
          + "  AS t (s, r) ON t.s = n.nspname AND t.r = c.relname WHERE c.relkind IN ('r', 'p'))";

  private static final String ALL_PUBLISHED =
      "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_publication WHERE puballtables)";

  private static final String LOGICAL_SLOT =
      "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_replication_slots"
          + "  WHERE slot_type = 'logical' AND database = pg_catalog.current_database())";

  private static final String LOCKED =
      "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_locks l"
          + " JOIN pg_catalog.pg_class c ON c.oid = l.relation"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " JOIN ROWS FROM (pg_catalog.unnest(?::name[]), pg_catalog.unnest(?::name[]))"
          + "  AS t (s, r) ON t.s = n.nspname AND t.r = c.relname"
          + " WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND l.granted"
          + " AND l.pid <> pg_catalog.pg_backend_pid() AND l.database = (SELECT oid"
          + "  FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()))";

  /** The catalog of publications by schema came with PostgreSQL 15. */
  private static final int PUBLICATIONS_BY_SCHEMA_SINCE = 150000;

  private static final String SCHEMA_PUBLICATIONS =
      "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_publication_namespace)";

  private final Connection connection;
  private final String readOnlySetting;

  public CatalogReader(Connection connection) {
    this(connection, "transaction_read_only");
  }

  private CatalogReader(Connection connection, String readOnlySetting) {
    this.connection = connection;
    this.readOnlySetting = readOnlySetting;
  }

  /** One that does not take the transaction's own READ ONLY for the server's or the role's. */
  static CatalogReader inReadOnlyTransaction(Connection connection) {
    return new CatalogReader(connection, "default_transaction_read_only");
  }

  /**
   * Where this session stands.
   *
   * @param searchPath whose schemas are looked up, in the form that SET understands
   */
  public SessionFacts facts(String searchPath) throws SQLException {
    List<Identifier> schemas = schemasOn(searchPath);
    try (PreparedStatement query = connection.prepareStatement(FACTS)) {
      query.setString(1, readOnlySetting);
      try (ResultSet row = query.executeQuery()) {
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
    Set<Identifier> relations = new LinkedHashSet<>();
    Set<Identifier> schemas = new LinkedHashSet<>();
    for (RelationName name : names) {
      relations.add(name.name());
      schemas.add(name.schemaName());
    }
    return new CatalogSnapshot(
        facts,
        relations(relations),
        schemas(schemas),
        isTrue(LOGICAL_SLOT),
        areNewTablesPublished(facts.serverVersion()));
  }

  /** What is there beside a table that is missing. */
  public Neighbourhood around(Neighbourhood.Question question) throws SQLException {
    return new NeighbourReader(connection).around(question);
  }

  /** Reads what Flyway says has run, from its tables in these schemas. */
  public MigrationHistory migrationHistory(Collection<Identifier> schemas) throws SQLException {
    return new HistoryReader(connection).read(schemas);
  }

  /**
   * What is there instead of a relation that nobody declared.
   *
   * @param schemas in which it was looked for
   * @param role with which it was looked for
   * @param searchPath the failing session's, in the form that SET understands
   */
  public Namesakes namesakes(
      Identifier name, Collection<Identifier> schemas, Identifier role, String searchPath)
      throws SQLException {
    NamesakeReader reader = new NamesakeReader(connection);
    return new Namesakes(
        new CatalogSnapshot(
            facts(searchPath),
            relations(Collections.singleton(name)),
            schemas(schemas),
            false,
            false),
        reader.similar(name, schemas),
        reader.isTemporaryOf(role, name));
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

  /** Of the transaction that is under way, unique in the life of the cluster. */
  public long transactionId() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_catalog.txid_current()")) {
      row.next();
      return row.getLong(1);
    }
  }

  /**
   * Whether a recent transaction has taken effect.
   *
   * @param transaction see {@link #transactionId}
   */
  public boolean isCommitted(long transaction) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT pg_catalog.txid_status(?) = 'committed'")) {
      query.setLong(1, transaction);
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /** Whether another session holds a lock on one of the tables that lets nobody read it. */
  public boolean isLockedExclusively(Collection<RelationName> tables) throws SQLException {
    return isTrueOf(LOCKED, tables);
  }

  /** Whether one of them is there as a table. */
  public boolean isAnyTable(Collection<RelationName> tables) throws SQLException {
    return isTrueOf(ANY_TABLE, tables);
  }

  private boolean isTrueOf(String sql, Collection<RelationName> tables) throws SQLException {
    List<String> schemas = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (RelationName table : tables) {
      schemas.add(table.schemaName().value());
      names.add(table.name().value());
    }
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setArray(1, connection.createArrayOf("text", schemas.toArray()));
      query.setArray(2, connection.createArrayOf("text", names.toArray()));
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private Map<RelationName, LiveRelation> relations(Collection<Identifier> names)
      throws SQLException {
    Set<String> spellings = new TreeSet<>();
    for (Identifier name : names) {
      spellings.add(name.value());
      spellings.add(CatalogSnapshot.fold(name));
    }
    return new RelationReader(connection).named(spellings);
  }

  private Map<Identifier, SchemaRights> schemas(Collection<Identifier> names) throws SQLException {
    Set<String> wanted = new TreeSet<>();
    for (Identifier name : names) {
      wanted.add(name.value());
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

  private boolean areNewTablesPublished(int serverVersion) throws SQLException {
    return isTrue(ALL_PUBLISHED)
        || (serverVersion >= PUBLICATIONS_BY_SCHEMA_SINCE && isTrue(SCHEMA_PUBLICATIONS));
  }

  private boolean isTrue(String sql) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }
}

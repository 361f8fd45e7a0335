package io.schemamedic.engine.catalog;

import io.schemamedic.engine.schema.DeclaredEnum;
import io.schemamedic.engine.schema.DeclaredIndex;
import io.schemamedic.engine.schema.DeclaredSequence;
import io.schemamedic.engine.schema.ddl.CatalogDraft;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole schemas, in seven queries whatever their size. It asks {@code pg_catalog} alone; to
 * write an expression, PostgreSQL opens the table for a moment, as for a query of no row. Not
 * thread-safe.
 */
public final class SchemaReader {
  /** How long a table that somebody has locked exclusively may keep the reading waiting. */
  private static final int LOCK_TIMEOUT_MILLIS = 1_000;

  /** Rows that the driver holds at a time. */
  private static final int FETCHED_ROWS = 1_000;

  private static final Map<String, String> OTHER_KINDS = otherKinds();

  private final Connection connection;
  private final @Nullable Array schemaNames;
  private final CatalogDraft draft = new CatalogDraft();
  private final Map<Long, LiveTable> tables = new LinkedHashMap<>();
  private final Map<RelationName, String> otherRelations = new LinkedHashMap<>();
  private final Map<RelationName, List<DeclaredIndex>> invalidIndexes = new LinkedHashMap<>();
  private final Names names = new Names();

  private SchemaReader(Connection connection, @Nullable Array schemaNames) {
    this.connection = connection;
    this.schemaNames = schemaNames;
  }

  /** All schemas but the server's own; see {@link #read}. */
  public static LiveSchema readAll(Connection connection, long timeoutMillis) throws SQLException {
    return inTransaction(connection, timeoutMillis, null);
  }

  /**
   * Reads in a read-only transaction that sees one state of the catalog, on a connection that is in
   * autocommit, and leaves it so. Schemas that are not there, and the server's own, are left out.
   *
   * @param timeoutMillis for each query
   * @throws SQLException also if a table is locked exclusively for longer than a second
   */
  public static LiveSchema read(
      Connection connection, long timeoutMillis, Collection<Identifier> schemas)
      throws SQLException {
    List<String> wanted = new ArrayList<>();
    for (Identifier schema : schemas) {
      wanted.add(schema.value());
    }
    return inTransaction(connection, timeoutMillis, wanted.toArray());
  }

  private static LiveSchema inTransaction(
      Connection connection, long timeoutMillis, Object @Nullable [] schemas) throws SQLException {
    connection.setAutoCommit(false);
    try {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        statement.execute("SET LOCAL statement_timeout = " + timeoutMillis);
        statement.execute("SET LOCAL lock_timeout = " + LOCK_TIMEOUT_MILLIS);
        statement.execute("SET LOCAL standard_conforming_strings = on");
        statement.execute(CatalogTransaction.OWN_SEARCH_PATH);
      }
      return new SchemaReader(
              connection, schemas == null ? null : connection.createArrayOf("name", schemas))
          .read();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private LiveSchema read() throws SQLException {
    each(SchemaQueries.SCHEMAS, row -> draft.schema(names.name(row.getString(1))));
    each(SchemaQueries.ENUMS, this::enumType);
    each(SchemaQueries.SEQUENCES, this::sequence);
    each(SchemaQueries.RELATIONS, this::relation);
    eachOfTable(SchemaQueries.COLUMNS, LiveTable::column);
    eachOfTable(SchemaQueries.CONSTRAINTS, LiveTable::constraint);
    eachOfTable(SchemaQueries.INDEXES, LiveTable::index);
    for (LiveTable table : tables.values()) {
      draft.table(table.build());
      if (!table.invalidIndexes().isEmpty()) {
        invalidIndexes.put(table.name(), table.invalidIndexes());
      }
    }
    return new LiveSchema(serverVersion(), draft.toSchema(), otherRelations, invalidIndexes);
  }

  private int serverVersion() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT pg_catalog.current_setting('server_version_num')::int")) {
      row.next();
      return row.getInt(1);
    }
  }

  private void enumType(ResultSet row) throws SQLException {
    Object[] labels = (Object[]) row.getArray(3).getArray();
    draft.enumType(
        DeclaredEnum.of(
            names.relation(row, 1),
            Arrays.asList(Arrays.copyOf(labels, labels.length, String[].class))));
  }

  private void sequence(ResultSet row) throws SQLException {
    DeclaredSequence sequence =
        DeclaredSequence.of(names.relation(row, 1), SequenceOptions.of(row, 6, true));
    draft.sequence(
        row.getString(5) == null
            ? sequence
            : sequence.ownedBy(names.relation(row, 3), names.name(row.getString(5))));
  }

  private void relation(ResultSet row) throws SQLException {
    RelationName name = names.relation(row, 2);
    String kind = row.getString(4);
    if (!row.getBoolean(12)) {
      otherRelations.put(name, "a table of an extension");
    } else if (OTHER_KINDS.containsKey(kind)) {
      otherRelations.put(name, OTHER_KINDS.get(kind));
    } else {
      tables.put(row.getLong(1), LiveTable.of(name, row, draft, names));
    }
  }

  private void eachOfTable(String sql, TableRow<LiveTable> reading) throws SQLException {
    each(
        sql,
        row -> {
          LiveTable table = tables.get(row.getLong(1));
          if (table != null) {
            reading.read(table, row);
          }
        });
  }

  private void each(String sql, Row reading) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setFetchSize(FETCHED_ROWS);
      query.setArray(1, schemaNames);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          reading.read(row);
        }
      }
    }
  }

  private static Map<String, String> otherKinds() {
    Map<String, String> kinds = new LinkedHashMap<>();
    kinds.put("v", "a view");
    kinds.put("m", "a materialized view");
    kinds.put("f", "a foreign table");
    return kinds;
  }

  /** What is done with one row. */
  private interface Row {
    void read(ResultSet row) throws SQLException;
  }

  /** What is done with one row about a table. */
  private interface TableRow<T> {
    void read(T table, ResultSet row) throws SQLException;
  }
}

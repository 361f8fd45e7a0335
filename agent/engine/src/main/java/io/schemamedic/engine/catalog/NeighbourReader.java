package io.schemamedic.engine.catalog;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what is beside a missing table. Not thread-safe. */
final class NeighbourReader {
  private static final int MOST_LOOKED_INTO = 50;

  // Those first that have little else, and views last: the order in which they are looked into.
  private static final String WITH_COLUMNS =
      "SELECT c.oid::bigint, c.relname::text FROM pg_catalog.pg_class c"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE n.nspname = ? AND c.relname <> ALL (?::name[]) AND NOT c.relispartition"
          + " AND c.relkind IN ('r', 'p', 'v', 'm', 'f')"
          + " AND (SELECT pg_catalog.count(*) FROM pg_catalog.pg_attribute a"
          + "  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
          + "  AND a.attname = ANY (?::name[])) = ? ORDER BY c.relkind IN ('v', 'm'),"
          + " (SELECT pg_catalog.count(*) FROM pg_catalog.pg_attribute a"
          + "  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), c.relname";

  private static final String POPULATION =
      "SELECT pg_catalog.count(*) FILTER (WHERE is_declared)::int,"
          + " pg_catalog.count(*) FILTER (WHERE NOT is_declared AND is_table)::int FROM ("
          + "SELECT (n.nspname, c.relname) IN (SELECT d.s, d.t"
          + "  FROM ROWS FROM (pg_catalog.unnest(?::name[]), pg_catalog.unnest(?::name[]))"
          + "  AS d (s, t)) AS is_declared,"
          + " c.relkind IN ('r', 'p') AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e"
          + "  WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')"
          + "  AND pg_catalog.lower(c.relname) <> ALL (?::text[])"
          + "  AND (n.nspname, c.relname) <> (?::name, ?::name) AS is_table"
          + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE n.nspname = ANY (?::name[]) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')) r";

  private static final String NAME_OF =
      "SELECT n.nspname::text, c.relname::text FROM pg_catalog.pg_class c"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE c.oid = ?::bigint::oid AND n.nspname = ? AND c.relkind IN ('r', 'p')";

  private final Connection connection;

  NeighbourReader(Connection connection) {
    this.connection = connection;
  }

  Neighbourhood around(Neighbourhood.Question question) throws SQLException {
    Map<Long, RelationName> withColumns = withColumns(question);
    List<String> schemas = new ArrayList<>();
    List<String> tables = new ArrayList<>();
    for (RelationName name : question.declared()) {
      schemas.add(name.schemaName().value());
      tables.add(name.name().value());
    }
    try (PreparedStatement query = connection.prepareStatement(POPULATION)) {
      query.setArray(1, texts(schemas));
      query.setArray(2, texts(tables));
      query.setArray(3, texts(question.tools()));
      RelationName ledger = question.ledger();
      query.setString(4, ledger == null ? "" : ledger.schemaName().value());
      query.setString(5, ledger == null ? "" : ledger.name().value());
      query.setArray(6, texts(schemas));
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return new Neighbourhood(
            withColumns.values(),
            firstOf(withColumns),
            row.getInt(1),
            row.getInt(2),
            nowNamed(question));
      }
    }
  }

  /** In the order of {@link #WITH_COLUMNS}. */
  private List<LiveRelation> firstOf(Map<Long, RelationName> withColumns) throws SQLException {
    List<Long> oids = new ArrayList<>(withColumns.keySet());
    Map<RelationName, LiveRelation> read =
        new RelationReader(connection)
            .withOids(oids.subList(0, Math.min(oids.size(), MOST_LOOKED_INTO)));
    List<LiveRelation> relations = new ArrayList<>();
    for (RelationName name : withColumns.values()) {
      LiveRelation relation = read.get(name);
      if (relation != null) {
        relations.add(relation);
      }
    }
    return relations;
  }

  private Map<Long, RelationName> withColumns(Neighbourhood.Question question) throws SQLException {
    Identifier schemaName = question.missing().schemaName();
    List<String> declared = new ArrayList<>();
    for (RelationName name : question.declared()) {
      if (name.schemaName().equals(schemaName)) {
        declared.add(name.name().value());
      }
    }
    List<String> columns = new ArrayList<>();
    for (Identifier column : question.columns()) {
      columns.add(column.value());
    }
    Map<Long, RelationName> found = new LinkedHashMap<>();
    try (PreparedStatement query = connection.prepareStatement(WITH_COLUMNS)) {
      query.setString(1, schemaName.value());
      query.setArray(2, texts(declared));
      query.setArray(3, texts(columns));
      query.setInt(4, columns.size());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found.put(row.getLong(1), RelationName.of(schemaName, Identifier.of(row.getString(2))));
        }
      }
    }
    return found;
  }

  /** An oid may be another object's by now, after a restore, so not every one is taken. */
  private @Nullable RelationName nowNamed(Neighbourhood.Question question) throws SQLException {
    if (question.knownOid() == 0) {
      return null;
    }
    try (PreparedStatement query = connection.prepareStatement(NAME_OF)) {
      query.setLong(1, question.knownOid());
      query.setString(2, question.missing().schemaName().value());
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? RelationName.of(Identifier.of(row.getString(1)), Identifier.of(row.getString(2)))
            : null;
      }
    }
  }

  private Array texts(Collection<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }
}

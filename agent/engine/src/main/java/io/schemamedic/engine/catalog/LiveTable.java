package io.schemamedic.engine.catalog;

import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredColumn.Generation;
import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredIndex;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.schema.ddl.CatalogDraft;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One table while it is read, row by row. What makes it unsupported is as for scripts. */
final class LiveTable {
  /** What all the model's sources are called that is read from a database. */
  private static final String SOURCE = "the database";

  private static final String NOT_UNDERSTOOD = "not wholly understood";

  private final RelationName name;
  private final DeclaredTable.Builder table;
  private final CatalogDraft draft;
  private final Names names;
  private final List<DeclaredIndex> invalidIndexes = new ArrayList<>();

  private LiveTable(RelationName name, CatalogDraft draft, Names names) {
    this.name = name;
    this.table = DeclaredTable.builder(name, SOURCE);
    this.draft = draft;
    this.names = names;
  }

  /**
   * The table without all that belongs to it.
   *
   * @param row of {@link SchemaQueries#RELATIONS}
   */
  static LiveTable of(RelationName name, ResultSet row, CatalogDraft draft, Names names)
      throws SQLException {
    LiveTable live = new LiveTable(name, draft, names);
    DeclaredTable.Builder table = live.table;
    table.unlogged(row.getBoolean(5)).comment(row.getString(13));
    if (row.getString(4).equals("p")) {
      table.unsupported("a partitioned table");
    }
    if (row.getBoolean(6)) {
      table.unsupported("a partition");
    }
    if (row.getBoolean(7)) {
      table.unsupported("a typed table");
    }
    if (row.getBoolean(8)) {
      table.unsupported("inheritance");
    }
    if (row.getBoolean(9)) {
      table.rowSecurity();
    }
    if (row.getBoolean(10)) {
      table.unsupported("a rewrite rule");
    }
    if (row.getBoolean(11)) {
      table.triggers();
    }
    return live;
  }

  RelationName name() {
    return name;
  }

  List<DeclaredIndex> invalidIndexes() {
    return invalidIndexes;
  }

  DeclaredTable build() {
    return table.build();
  }

  /** Reads a row of {@link SchemaQueries#COLUMNS}. */
  void column(ResultSet row) throws SQLException {
    Identifier columnName = names.name(row.getString(2));
    DeclaredColumn column = DeclaredColumn.of(columnName, names.text(type(row)));
    if (row.getBoolean(4)) {
      column = column.notNull(null);
    }
    String expression = row.getString(7);
    Generation generation = generation(row.getString(8), row.getString(9));
    if (generation != Generation.NONE) {
      String options = isComputed(generation) ? "(" + expression + ")" : identityOptions(row);
      column = column.withGeneration(generation, options);
    } else if (expression != null) {
      column = column.withDefault(names.text(expression));
    }
    table.column(column.withComment(row.getString(10)));
    if (row.getBoolean(11)) {
      table.unsupported("a type that was skipped");
    }
  }

  private String type(ResultSet row) throws SQLException {
    String type = row.getString(3);
    String collation = row.getString(5);
    if (collation == null) {
      return type;
    }
    String schema = row.getString(6);
    String qualifier = schema == null ? "" : names.name(schema).sql() + ".";
    return type + " COLLATE " + qualifier + names.name(collation).sql();
  }

  private static Generation generation(String identity, String generated) {
    switch (identity + generated) {
      case "a":
        return Generation.IDENTITY_ALWAYS;
      case "d":
        return Generation.IDENTITY_BY_DEFAULT;
      case "s":
        return Generation.STORED;
      case "v":
        return Generation.VIRTUAL;
      default:
        return Generation.NONE;
    }
  }

  private static boolean isComputed(Generation generation) {
    return generation == Generation.STORED || generation == Generation.VIRTUAL;
  }

  /** A sequence whose name PostgreSQL would not make up is named. */
  private String identityOptions(ResultSet row) throws SQLException {
    if (row.getString(13) == null) {
      table.unsupported(NOT_UNDERSTOOD);
      return "";
    }
    RelationName sequence = names.relation(row, 12);
    boolean usual = sequence.equals(CatalogDraft.sequenceOf(name, names.name(row.getString(2))));
    String options = SequenceOptions.of(row, 14, false);
    String all = (usual ? "" : "SEQUENCE NAME " + sequence.sql() + " ") + options;
    return all.isEmpty() ? "" : "(" + all.trim() + ")";
  }

  /** Reads a row of {@link SchemaQueries#CONSTRAINTS}. */
  void constraint(ResultSet row) throws SQLException {
    Identifier constraintName = names.name(row.getString(2));
    if (row.getString(3).equals("n")) {
      notNullName(constraintName, names.name(row.getString(6)));
      return;
    }
    String definition = row.getString(4);
    if (definition == null) {
      // Dropped since the reading began.
      return;
    }
    add(
        draft.constraint(
            constraintName, withStorage(definition, row.getString(5)), table.columnNames()));
  }

  /** Names that PostgreSQL 18 makes up are made up again. */
  private void notNullName(Identifier constraintName, Identifier columnName) {
    DeclaredColumn column = table.column(columnName);
    if (column != null && !constraintName.equals(CatalogDraft.notNullOf(name, columnName))) {
      table.column(column.notNull(constraintName));
    }
  }

  private void add(@Nullable DeclaredConstraint constraint) {
    if (constraint == null) {
      table.unsupported(NOT_UNDERSTOOD);
    } else {
      table.constraint(constraint);
    }
  }

  /** The parameters stand between the columns and what follows every constraint. */
  private static String withStorage(String definition, @Nullable String parameters) {
    if (parameters == null) {
      return definition;
    }
    int attributes = definition.indexOf(" DEFERRABLE");
    int where = definition.indexOf(" WHERE (");
    int end = where >= 0 ? where : attributes >= 0 ? attributes : definition.length();
    return definition.substring(0, end) + " WITH (" + parameters + ")" + definition.substring(end);
  }

  /** Reads a row of {@link SchemaQueries#INDEXES}. */
  void index(ResultSet row) throws SQLException {
    String statement = row.getString(2);
    if (statement == null) {
      // Dropped since the reading began.
      return;
    }
    DeclaredIndex index = draft.index(statement);
    if (index == null) {
      table.unsupported(NOT_UNDERSTOOD);
    } else if (row.getBoolean(3)) {
      table.index(index);
    } else {
      invalidIndexes.add(index);
    }
  }
}

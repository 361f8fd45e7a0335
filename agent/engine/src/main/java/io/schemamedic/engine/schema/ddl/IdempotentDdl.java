package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.log.LogLine;
import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredIndex;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredSequence;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Renders additions for a migration: statements that do the same as those of {@link DdlWriter}
 * where the additions are missing, and nothing where they are there, so that the migration can
 * follow the repair. Constraints of new columns are statements of their own, since PostgreSQL 11
 * and 12 add an inline one again even if {@code IF NOT EXISTS} finds the column.
 */
public final class IdempotentDdl {
  private final DeclaredSchema schema;
  private final List<String> statements = new ArrayList<>();

  private IdempotentDdl(DeclaredSchema schema) {
    this.schema = schema;
  }

  /**
   * The statements for these additions, without final semicolons, in the order in which they can
   * run. Names that the schema does not declare are left out.
   *
   * @param newTables in the order in which they can be created
   * @param newColumns new columns of tables that exist; foreign keys on them alone and indexes over
   *     any of them come along
   */
  public static List<String> of(
      DeclaredSchema schema,
      Collection<RelationName> newTables,
      Map<RelationName, Set<Identifier>> newColumns) {
    IdempotentDdl ddl = new IdempotentDdl(schema);
    for (RelationName name : newTables) {
      DeclaredTable table = schema.table(name);
      if (table != null) {
        ddl.create(table);
      }
    }
    for (Map.Entry<RelationName, Set<Identifier>> entry : newColumns.entrySet()) {
      DeclaredTable table = schema.table(entry.getKey());
      if (table != null) {
        ddl.alter(table, entry.getValue());
      }
    }
    return ddl.statements;
  }

  private void create(DeclaredTable table) {
    List<DeclaredSequence> owned = new ArrayList<>();
    for (DeclaredSequence sequence : schema.sequencesOf(table)) {
      if (table.name().equals(sequence.owningTable())) {
        owned.add(sequence);
        statements.add(ifNotExists("SEQUENCE ", DdlWriter.createSequence(sequence)));
      }
    }
    statements.add(ifNotExists("TABLE ", DdlWriter.createTable(table)));
    for (DeclaredSequence sequence : owned) {
      statements.add(DdlWriter.ownSequence(sequence));
    }
    for (DeclaredIndex index : pinnedIndexes(table)) {
      createIndex(table, index, "");
    }
  }

  private void alter(DeclaredTable table, Set<Identifier> newColumns) {
    StringBuilder actions = new StringBuilder();
    for (DeclaredColumn column : table.columns()) {
      if (newColumns.contains(column.name())) {
        actions.append(actions.length() == 0 ? "\n  " : ",\n  ");
        actions.append("ADD COLUMN IF NOT EXISTS ").append(DdlWriter.column(column));
      }
    }
    if (actions.length() > 0) {
      statements.add("ALTER TABLE " + table.name().sql() + actions);
    }
    for (DeclaredConstraint constraint : table.constraints()) {
      if (constraint.kind() == DeclaredConstraint.Kind.FOREIGN_KEY
          && newColumns.containsAll(constraint.columns())) {
        statements.add(GuardedConstraint.add(table.name(), constraint));
      }
    }
    for (DeclaredIndex index : pinnedIndexes(table)) {
      if (index.columns().stream().anyMatch(newColumns::contains)) {
        createIndex(
            table, index, "-- Not added by the agent: it stops writers while it is built.\n");
      }
    }
  }

  private void createIndex(DeclaredTable table, DeclaredIndex index, String comment) {
    String sql = DdlWriter.createIndex(table.name(), index);
    if (index.name() == null) {
      // Without a name it would be built anew each time; as one line, it stays in its comment.
      statements.add(
          "-- An index to be named by the reviewer: " + LogLine.printable(sql) + "\nSELECT 1");
    } else {
      statements.add(comment + ifNotExists("INDEX ", sql));
    }
  }

  /** With the names that PostgreSQL gives to unnamed ones, where they can be foreseen. */
  private List<DeclaredIndex> pinnedIndexes(DeclaredTable table) {
    try {
      return GeneratedNames.pinned(table, schema.tables().keySet()).indexes();
    } catch (NotUnderstoodException e) {
      return table.indexes();
    }
  }

  /** What DdlWriter renders begins with keywords, so that the first occurrence is the keyword. */
  private static String ifNotExists(String keyword, String sql) {
    int end = sql.indexOf(keyword) + keyword.length();
    return sql.substring(0, end) + "IF NOT EXISTS " + sql.substring(end);
  }
}

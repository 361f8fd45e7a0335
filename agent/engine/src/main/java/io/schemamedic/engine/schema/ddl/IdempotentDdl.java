package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredIndex;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredSequence;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Renders additions for a migration: steps that do the same as the statements of {@link DdlWriter}
 * where the additions are missing, and nothing where they are there, so that the migration can
 * follow the repair. What a repair left out comes along, in a form that keeps nobody waiting.
 */
public final class IdempotentDdl {
  private final DeclaredSchema schema;
  private final List<MigrationStep> steps = new ArrayList<>();

  private IdempotentDdl(DeclaredSchema schema) {
    this.schema = schema;
  }

  /**
   * The steps for these additions, in the order in which they can run. Names that the schema does
   * not declare are left out.
   *
   * @param newTables in the order in which they can be created
   * @param newColumns new columns of tables that exist; constraints and indexes over any of them
   *     come along
   * @param leftOut columns of the same tables that a repair had to leave to the migration
   */
  public static List<MigrationStep> of(
      DeclaredSchema schema,
      Collection<RelationName> newTables,
      Map<RelationName, Set<Identifier>> newColumns,
      Map<RelationName, Set<Identifier>> leftOut) {
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
        ddl.steps.addAll(
            new ColumnSteps(GeneratedNames.named(table, schema.tables().keySet()), table)
                .of(
                    entry.getValue(),
                    leftOut.getOrDefault(entry.getKey(), Collections.<Identifier>emptySet())));
      }
    }
    return ddl.steps;
  }

  private void create(DeclaredTable table) {
    List<DeclaredSequence> owned = new ArrayList<>();
    for (DeclaredSequence sequence : schema.sequencesOf(table)) {
      if (table.name().equals(sequence.owningTable())) {
        owned.add(sequence);
        add(ifNotExists("SEQUENCE ", DdlWriter.createSequence(sequence)));
      }
    }
    List<String> together = new ArrayList<>();
    together.add(DdlWriter.createTable(table));
    List<DeclaredIndex> named = new ArrayList<>();
    for (DeclaredIndex index : GeneratedNames.named(table, schema.tables().keySet()).indexes()) {
      if (index.name() == null) {
        // Nobody could tell later whether an index without a name is there.
        together.add(DdlWriter.createIndex(table.name(), index));
      } else {
        named.add(index);
      }
    }
    add(
        together.size() > 1
            ? GuardedDdl.create(table.name(), together)
            : ifNotExists("TABLE ", together.get(0)));
    owned.forEach(sequence -> add(DdlWriter.ownSequence(sequence)));
    for (DeclaredIndex index : named) {
      add(ifNotExists("INDEX ", DdlWriter.createIndex(table.name(), index)));
    }
  }

  private void add(String sql) {
    steps.add(MigrationStep.together(sql));
  }

  /** What DdlWriter renders begins with keywords, so that the first occurrence is the keyword. */
  static String ifNotExists(String keyword, String sql) {
    int end = sql.indexOf(keyword) + keyword.length();
    return sql.substring(0, end) + "IF NOT EXISTS " + sql.substring(end);
  }
}

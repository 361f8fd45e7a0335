package io.schemamedic.engine.runtime;

import io.schemamedic.engine.failure.FailureKind;
import io.schemamedic.engine.failure.NameChain;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names of what may be new and empty, when the role of a statement is judged: what the call
 * itself missed, what this process has ever added, what the plan adds, and where someone else was
 * faster, whatever they may have added. Names without their tables: too many only means that a call
 * is not repeated.
 */
final class NewNames {
  private final Set<Identifier> tables;
  private final Set<Identifier> columns;

  private NewNames(Set<Identifier> tables, Set<Identifier> columns) {
    this.tables = tables;
    this.columns = columns;
  }

  /** Begins with what this process has added. */
  static NewNames of(DatabaseMemory memory) {
    return new NewNames(memory.addedTables(), memory.addedColumns());
  }

  /** What the server did not find, in this attempt or an earlier one of the same call. */
  void addMissing(List<Gap> gaps) {
    for (Gap gap : gaps) {
      NameChain name = gap.failure().name();
      if (name != null) {
        (gap.failure().kind() == FailureKind.UNDEFINED_TABLE ? tables : columns).add(name.last());
      }
    }
  }

  void addPlan(RepairPlan plan) {
    for (RelationName table : plan.newTables()) {
      tables.add(table.name());
    }
    plan.newColumns().values().forEach(columns::addAll);
  }

  /**
   * Every column that ADD COLUMN could have brought without values of its own; not the primary key.
   */
  void addAllThatMayBeNew(DeclaredTable table) {
    Set<Identifier> old = new HashSet<>();
    DeclaredConstraint primaryKey = table.primaryKey();
    if (primaryKey != null) {
      old.addAll(primaryKey.columns());
    }
    for (DeclaredColumn column : table.columns()) {
      boolean needsValues = column.isNotNull() && column.defaultSql() == null;
      if (!needsValues && !old.contains(column.name())) {
        columns.add(column.name());
      }
    }
  }

  Set<Identifier> tables() {
    return tables;
  }

  Set<Identifier> columns() {
    return columns;
  }
}

package io.schemamedic.engine.plan;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.catalog.LiveRelation;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredIndex;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.schema.ddl.DdlWriter;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plans missing columns of a table that exists: one ALTER TABLE with all that can be added without
 * rewrite and without scan. What cannot is left out, with a hazard that says why; if that is the
 * very column which is missing, there is no plan.
 */
final class ColumnPlanner {
  /**
   * PostgreSQL allows 1600 attributes, dropped ones included; the rest is room for the real
   * migrations.
   */
  static final int MAX_ATTRIBUTES = 1500;

  private static final RelationName TWIN =
      RelationName.of(Identifier.of("pg_temp"), Identifier.of("schema_medic_twin"));

  private final DeclaredTable table;
  private final LiveRelation live;
  private final CatalogSnapshot catalog;
  private final RepairPlan.Builder plan = RepairPlan.builder();
  private final List<DeclaredColumn> added = new ArrayList<>();
  private final List<DeclaredConstraint> foreignKeys = new ArrayList<>();
  private final Set<Identifier> leftToMigration = new LinkedHashSet<>();

  ColumnPlanner(DeclaredTable table, LiveRelation live, CatalogSnapshot catalog) {
    this.table = table;
    this.live = live;
    this.catalog = catalog;
  }

  /**
   * @param named the column that the statement wanted
   * @param siblingsToo whether everything else that the table lacks is added as well
   */
  PlanResult plan(Identifier named, boolean siblingsToo) {
    for (DeclaredColumn column : table.columns()) {
      boolean isNamed = column.name().equals(named);
      if (live.columns().containsKey(column.name()) || !(isNamed || siblingsToo)) {
        continue;
      }
      Reason obstacle = obstacle(column);
      if (obstacle == null) {
        added.add(column);
        addHazardOf(column);
        addForeignKeysOf(column);
      } else if (isNamed) {
        return PlanResult.refused(obstacle, table.name() + "." + named.sql());
      } else {
        leaveOut("column " + column.name().sql() + " (" + obstacle.code() + ")");
        if (isForMigration(column)) {
          leftToMigration.add(column.name());
        }
      }
    }
    if (live.attributeCount() + added.size() > MAX_ATTRIBUTES) {
      return PlanResult.refused(Reason.TOO_MANY_COLUMNS, table.name().toString());
    }
    leaveOutIndexes();
    return PlanResult.of(build());
  }

  /** Why the column cannot be added here and now; null if it can. */
  private @Nullable Reason obstacle(DeclaredColumn column) {
    if (!table.isSupported()) {
      return Reason.UNSUPPORTED_DEFINITION;
    }
    if (column.name().isTooLong() || table.name().name().isTooLong()) {
      return Reason.IDENTIFIER_TOO_LONG;
    }
    if (column.generation() != DeclaredColumn.Generation.NONE) {
      return Reason.WOULD_REWRITE;
    }
    if (column.isNotNull() && column.defaultSql() == null) {
      return Reason.NOT_NULL_WITHOUT_DEFAULT;
    }
    for (DeclaredConstraint constraint : constraintsOn(column)) {
      if (!isFreeForeignKey(constraint, column)) {
        return Reason.WOULD_SCAN;
      }
      RelationName parent = constraint.referencedTable();
      if (parent != null && catalog.relation(parent) == null) {
        return Reason.MISSING_PARENT;
      }
    }
    for (DeclaredIndex index : table.indexes()) {
      // What is inserted before the real migration builds it may not be unique.
      if (index.isUnique() && index.columns().contains(column.name())) {
        return Reason.WOULD_SCAN;
      }
    }
    return null;
  }

  /**
   * Whether a migration can add what a repair cannot: its statements are understood, and can run.
   */
  private boolean isForMigration(DeclaredColumn column) {
    boolean canRun =
        table.isSupported() && !column.name().isTooLong() && !table.name().name().isTooLong();
    for (DeclaredConstraint constraint : constraintsOn(column)) {
      RelationName parent = constraint.referencedTable();
      canRun &= parent == null || catalog.relation(parent) != null;
    }
    return canRun;
  }

  private List<DeclaredConstraint> constraintsOn(DeclaredColumn column) {
    List<DeclaredConstraint> found = new ArrayList<>();
    for (DeclaredConstraint constraint : table.constraints()) {
      if (constraint.columns().contains(column.name())) {
        found.add(constraint);
      }
    }
    return found;
  }

  /**
   * A foreign key on a new column alone, which is null in every row: the server has nothing to
   * scan.
   */
  private static boolean isFreeForeignKey(DeclaredConstraint constraint, DeclaredColumn column) {
    return constraint.kind() == DeclaredConstraint.Kind.FOREIGN_KEY
        && constraint.columns().size() == 1
        && column.defaultSql() == null;
  }

  private void addHazardOf(DeclaredColumn column) {
    String defaultSql = column.defaultSql();
    if (defaultSql != null && !ConstantDefault.is(defaultSql)) {
      plan.hazard(
          Hazard.of(
              Hazard.Kind.COMPUTED_DEFAULT, table.name().toString() + "." + column.name().sql()));
    }
  }

  private void addForeignKeysOf(DeclaredColumn column) {
    for (DeclaredConstraint constraint : constraintsOn(column)) {
      foreignKeys.add(constraint);
      RelationName parent = constraint.referencedTable();
      if (parent != null && !parent.equals(table.name())) {
        plan.referencedTable(parent);
        plan.hazard(Hazard.of(Hazard.Kind.LOCKS_REFERENCED_TABLE, parent.toString()));
      }
    }
  }

  private void leaveOut(String what) {
    plan.hazard(Hazard.of(Hazard.Kind.LEFT_OUT, table.name() + ": " + what));
  }

  /** An index on a table that has rows would be built under a lock that stops every writer. */
  private void leaveOutIndexes() {
    for (DeclaredIndex index : table.indexes()) {
      for (DeclaredColumn column : added) {
        if (index.columns().contains(column.name())) {
          Identifier name = index.name();
          leaveOut("index " + (name == null ? "on " + column.name().sql() : name.sql()));
          break;
        }
      }
    }
  }

  private DeclaredTable twin() {
    return table.toBuilder().name(TWIN).build();
  }

  private RepairPlan build() {
    RelationName name = table.name();
    Set<Identifier> columns = new LinkedHashSet<>();
    for (DeclaredColumn column : added) {
      columns.add(column.name());
    }
    plan.statement(
        PlannedStatement.altering(
            name,
            DdlWriter.addColumns(table, added, foreignKeys),
            DdlWriter.addColumns(twin(), added, Collections.<DeclaredConstraint>emptyList())));
    plan.newColumns(name, columns);
    plan.leftOutColumns(name, leftToMigration);
    Set<Identifier> undeclared = new LinkedHashSet<>(live.columns().keySet());
    for (DeclaredColumn column : table.columns()) {
      undeclared.remove(column.name());
    }
    plan.undeclaredColumns(name, undeclared);
    plan.hazard(Hazard.of(Hazard.Kind.BRIEF_EXCLUSIVE_LOCK, name.toString()));
    plan.hazard(Hazard.of(Hazard.Kind.CACHED_PLANS_FAIL_ONCE, name.toString()));
    return plan.madeBy(catalog).build();
  }
}

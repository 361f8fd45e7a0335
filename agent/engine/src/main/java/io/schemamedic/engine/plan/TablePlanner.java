package io.schemamedic.engine.plan;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredIndex;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredSequence;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.schema.ddl.DdlWriter;
import io.schemamedic.engine.schema.ddl.GrantWriter;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plans a missing table: the tables that its foreign keys need and that are missing too come first,
 * then the table with its own sequences, constraints and indexes, then what lets the service's role
 * use it.
 */
final class TablePlanner {
  private final DeclaredSchema declared;
  private final CatalogSnapshot catalog;
  private final @Nullable Identifier grantee;
  private final RepairPlan.Builder plan = RepairPlan.builder();
  private final Set<RelationName> done = new LinkedHashSet<>();
  private final Set<RelationName> underway = new LinkedHashSet<>();

  /**
   * @param grantee the service's role, if another role creates; null if the service's role creates
   */
  TablePlanner(DeclaredSchema declared, CatalogSnapshot catalog, @Nullable Identifier grantee) {
    this.declared = declared;
    this.catalog = catalog;
    this.grantee = grantee;
  }

  PlanResult plan(DeclaredTable table) {
    PlanResult refusal = add(table);
    return refusal == null ? PlanResult.of(plan.madeBy(catalog).build()) : refusal;
  }

  private @Nullable PlanResult add(DeclaredTable table) {
    if (done.contains(table.name())) {
      return null;
    }
    PlanResult unfit = unfit(table);
    if (unfit != null) {
      return unfit;
    }
    underway.add(table.name());
    for (DeclaredConstraint constraint : table.constraints()) {
      RelationName parent = constraint.referencedTable();
      PlanResult refusal =
          parent == null || parent.equals(table.name()) ? null : addParent(table, parent);
      if (refusal != null) {
        return refusal;
      }
    }
    addStatements(table);
    underway.remove(table.name());
    done.add(table.name());
    return null;
  }

  private static @Nullable PlanResult unfit(DeclaredTable table) {
    if (table.hasRowSecurity()) {
      return PlanResult.refused(Reason.ROW_SECURITY, table.name().toString());
    }
    if (table.hasTriggers()) {
      return PlanResult.refused(
          Reason.UNSUPPORTED_DEFINITION, table.name() + ": its triggers are not created");
    }
    if (!table.isSupported()) {
      return PlanResult.refused(
          Reason.UNSUPPORTED_DEFINITION, table.name() + ": " + table.unsupported());
    }
    List<Identifier> names = new ArrayList<>();
    names.add(table.name().name());
    names.add(table.name().schemaName());
    for (DeclaredColumn column : table.columns()) {
      names.add(column.name());
    }
    for (Identifier name : names) {
      if (name.isTooLong()) {
        return PlanResult.refused(Reason.IDENTIFIER_TOO_LONG, name.sql());
      }
    }
    return null;
  }

  private @Nullable PlanResult addParent(DeclaredTable child, RelationName parent) {
    if (catalog.relation(parent) != null) {
      plan.referencedTable(parent);
      plan.hazard(Hazard.of(Hazard.Kind.LOCKS_REFERENCED_TABLE, parent.toString()));
      return null;
    }
    DeclaredTable declaredParent = declared.table(parent);
    if (declaredParent == null) {
      return PlanResult.refused(Reason.MISSING_PARENT, parent.toString());
    }
    plan.hazard(Hazard.of(Hazard.Kind.CREATES_PARENT, parent.toString()));
    if (underway.contains(parent)) {
      return PlanResult.refused(
          Reason.UNSUPPORTED_DEFINITION,
          child.name() + " and " + parent + " refer to each other and are both missing");
    }
    return add(declaredParent);
  }

  private void addStatements(DeclaredTable table) {
    RelationName name = table.name();
    List<DeclaredSequence> owned = new ArrayList<>();
    for (DeclaredSequence sequence : declared.sequencesOf(table)) {
      if (name.equals(sequence.owningTable())) {
        owned.add(sequence);
      }
    }
    for (DeclaredSequence sequence : owned) {
      plan.statement(PlannedStatement.creating(name, DdlWriter.createSequence(sequence)));
    }
    plan.statement(PlannedStatement.creating(name, DdlWriter.createTable(table)));
    for (DeclaredSequence sequence : owned) {
      plan.statement(PlannedStatement.creating(name, DdlWriter.ownSequence(sequence)));
    }
    for (DeclaredColumn column : table.columns()) {
      if (column.generation() != DeclaredColumn.Generation.NONE) {
        hazard(Hazard.Kind.SEQUENCE_STARTS_ANEW, name + "." + column.name().sql());
      }
    }
    for (DeclaredSequence sequence : owned) {
      hazard(Hazard.Kind.SEQUENCE_STARTS_ANEW, sequence.name().toString());
    }
    for (DeclaredIndex index : table.indexes()) {
      hazard(Hazard.Kind.BUILDS_INDEX, name + ": " + DdlWriter.createIndex(name, index));
      plan.statement(PlannedStatement.creating(name, DdlWriter.createIndex(name, index)));
    }
    if (grantee != null) {
      hazard(Hazard.Kind.GRANTS_TO_SERVICE, name + " to " + grantee.sql());
      for (String grant : GrantWriter.grants(table, owned, grantee)) {
        plan.statement(PlannedStatement.creating(name, grant));
      }
    }
    plan.newTable(name);
  }

  private void hazard(Hazard.Kind kind, String subject) {
    plan.hazard(Hazard.of(kind, subject));
  }
}

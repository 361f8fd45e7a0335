package io.schemamedic.engine.plan;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.catalog.LiveRelation;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import org.jspecify.annotations.Nullable;

/** Turns a gap into the additions that close it. */
public final class Planner {
  private final DeclaredSchema declared;
  private final CatalogSnapshot catalog;
  private final boolean wholeRelation;
  private final @Nullable Identifier grantee;

  /**
   * @param wholeRelation {@code repair.scope=relation}: add all that the relation lacks, not only
   *     what was named
   * @param grantee the service's role, if another role creates; null if the service's role creates
   */
  public Planner(
      DeclaredSchema declared,
      CatalogSnapshot catalog,
      boolean wholeRelation,
      @Nullable Identifier grantee) {
    this.declared = declared;
    this.catalog = catalog;
    this.wholeRelation = wholeRelation;
    this.grantee = grantee;
  }

  /** For a declared table that is not there. */
  public PlanResult missingTable(DeclaredTable table) {
    return new TablePlanner(declared, catalog, grantee).plan(table);
  }

  /** For a declared column that a table lacks. */
  public PlanResult missingColumn(DeclaredTable table, Identifier column) {
    LiveRelation live = catalog.relation(table.name());
    if (live == null) {
      return PlanResult.refused(Reason.STALE_PLAN, table.name().toString());
    }
    return new ColumnPlanner(table, live, catalog).plan(column, wholeRelation);
  }
}

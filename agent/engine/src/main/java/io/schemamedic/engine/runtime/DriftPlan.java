package io.schemamedic.engine.runtime;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.plan.PlanResult;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What would close a part of a relation's drift, or why that must not be. Immutable.
 *
 * @see DriftPlanner
 */
public final class DriftPlan {
  private final RelationName relation;
  private final @Nullable Identifier column;
  private final @Nullable RepairPlan plan;
  private final @Nullable Reason refusal;
  private final String detail;
  private final CatalogSnapshot catalog;

  private DriftPlan(
      RelationName relation,
      @Nullable Identifier column,
      @Nullable RepairPlan plan,
      @Nullable Reason refusal,
      String detail,
      CatalogSnapshot catalog) {
    this.relation = relation;
    this.column = column;
    this.plan = plan;
    this.refusal = refusal;
    this.detail = detail;
    this.catalog = catalog;
  }

  static DriftPlan allowed(
      RelationName relation,
      @Nullable Identifier column,
      RepairPlan plan,
      CatalogSnapshot catalog) {
    return new DriftPlan(relation, column, plan, null, "", catalog);
  }

  static DriftPlan unplanned(
      RelationName relation,
      @Nullable Identifier column,
      PlanResult result,
      CatalogSnapshot catalog) {
    return refused(relation, column, null, result.reason(), result.detail(), catalog);
  }

  static DriftPlan refused(
      RelationName relation,
      @Nullable Identifier column,
      @Nullable RepairPlan plan,
      Reason refusal,
      String detail,
      CatalogSnapshot catalog) {
    return new DriftPlan(relation, column, plan, Objects.requireNonNull(refusal), detail, catalog);
  }

  /** The relation that lacks something. */
  public RelationName relation() {
    return relation;
  }

  /** The one column that this is about; null if it is about the table or all that it lacks. */
  public @Nullable Identifier column() {
    return column;
  }

  /** Null if none could be made; see {@link #refusal()}. */
  public @Nullable RepairPlan plan() {
    return plan;
  }

  /** Why nothing may run; null exactly if the plan may. */
  public @Nullable Reason refusal() {
    return refusal;
  }

  /** Names that help to understand the refusal; may be empty. */
  public String detail() {
    return detail;
  }

  /** What the plan was made by. */
  CatalogSnapshot catalog() {
    return catalog;
  }

  @Override
  public String toString() {
    return relation + ": " + (refusal == null ? plan : refusal.code() + " " + detail);
  }
}

package io.schemamedic.engine.guard;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.plan.RepairPlan;

/** All that a guard rule may look at. Immutable. */
public final class GuardInput {
  private final RepairPlan plan;
  private final CatalogSnapshot catalog;
  private final Policy policy;
  private final History history;

  public GuardInput(RepairPlan plan, CatalogSnapshot catalog, Policy policy, History history) {
    this.plan = plan;
    this.catalog = catalog;
    this.policy = policy;
    this.history = history;
  }

  RepairPlan plan() {
    return plan;
  }

  /** Read on the repair session, so that rights are those of the role that would run the DDL. */
  CatalogSnapshot catalog() {
    return catalog;
  }

  Policy policy() {
    return policy;
  }

  History history() {
    return history;
  }
}

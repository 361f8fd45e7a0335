package io.schemamedic.engine.runtime;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.catalog.LiveRelation;
import io.schemamedic.engine.config.RepairBudget;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.diagnosis.Identities;
import io.schemamedic.engine.guard.Breaker;
import io.schemamedic.engine.guard.GuardDecision;
import io.schemamedic.engine.guard.History;
import io.schemamedic.engine.guard.RepairCounts;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What this process has seen and done in one database. Bounded by the declared schema, since
 * nothing else is read or repaired. Thread-safe.
 */
final class DatabaseMemory {
  private final Set<String> seen = new HashSet<>();
  private final Set<Identifier> addedTables = new HashSet<>();
  private final Set<Identifier> addedColumns = new HashSet<>();
  private final RecentRepairs repairs = new RecentRepairs();
  private final RecentRepairs ofProcess;
  private Identities identities = Identities.none();
  private Breaker breaker = Breaker.closed();

  /**
   * @param ofProcess the repairs of all databases together, shared by their memories
   */
  DatabaseMemory(RecentRepairs ofProcess) {
    this.ofProcess = ofProcess;
  }

  /**
   * Remembers what is there, so that its disappearance can be told from its never having been
   * there.
   */
  synchronized void saw(CatalogSnapshot catalog, Iterable<RelationName> relations) {
    List<LiveRelation> there = new ArrayList<>();
    for (RelationName relation : relations) {
      LiveRelation live = catalog.relation(relation);
      if (live != null) {
        there.add(live);
        seen.add(History.key(relation, null));
        for (Identifier column : live.columns().keySet()) {
          seen.add(History.key(relation, column));
        }
      }
    }
    identities = identities.seeing(there);
  }

  /** Takes over what was seen through another pool of the same database. */
  void sawAs(DatabaseMemory other) {
    Set<String> seenThere;
    Identities identitiesThere;
    synchronized (other) {
      seenThere = new HashSet<>(other.seen);
      identitiesThere = other.identities;
    }
    synchronized (this) {
      seen.addAll(seenThere);
      identities = identitiesThere;
    }
  }

  /** Which object had which name when it was last seen. */
  synchronized Identities identities() {
    return identities;
  }

  /** What a plan adds is new from now on, whoever turns out to have added it. */
  synchronized void added(RepairPlan plan) {
    for (RelationName table : plan.newTables()) {
      addedTables.add(table.name());
      seen.add(History.key(table, null));
    }
    for (Map.Entry<RelationName, Set<Identifier>> entry : plan.newColumns().entrySet()) {
      for (Identifier column : entry.getValue()) {
        addedColumns.add(column);
        seen.add(History.key(entry.getKey(), column));
      }
    }
  }

  /** A copy: tables that are new, without their schemas. */
  synchronized Set<Identifier> addedTables() {
    return new HashSet<>(addedTables);
  }

  /** A copy: columns that are new, without their tables. */
  synchronized Set<Identifier> addedColumns() {
    return new HashSet<>(addedColumns);
  }

  synchronized History history(long nowNanos) {
    return new History(
        new HashSet<>(seen),
        new RepairCounts(
            repairs.count(nowNanos), ofProcess.count(nowNanos), repairs.countByRelation(nowNanos)),
        !breaker.admits(nowNanos));
  }

  /**
   * A repair wants to begin. What the guard has looked at may have changed since, by another
   * database of this process or by another thread, so the places are taken here, all or none.
   * Whoever is allowed has to tell how it ended.
   */
  synchronized GuardDecision tryBegin(RepairBudget budget, long nowNanos) {
    if (!breaker.admits(nowNanos)) {
      return GuardDecision.refused(Reason.BREAKER_OPEN, "");
    }
    if (!ofProcess.tryBegin(nowNanos, budget.perProcess())) {
      return GuardDecision.refused(Reason.BUDGET_SPENT, "process: repair.max-per-process");
    }
    breaker = breaker.begun(nowNanos);
    return GuardDecision.allowed();
  }

  synchronized void repairSucceeded(RepairPlan plan, long nowNanos) {
    count(plan, nowNanos);
    ofProcess.end();
    breaker = breaker.succeeded();
  }

  /**
   * @param reason if it says that the repair may have taken effect, it counts as one that did
   */
  synchronized void repairFailed(RepairPlan plan, Reason reason, long nowNanos) {
    if (reason == Reason.OUTCOME_UNKNOWN) {
      count(plan, nowNanos);
    }
    ofProcess.end();
    breaker = breaker.failed(reason, nowNanos);
  }

  synchronized void repairEndedOtherwise() {
    ofProcess.end();
    breaker = breaker.endedOtherwise();
  }

  private void count(RepairPlan plan, long nowNanos) {
    repairs.add(plan.repairedRelations(), nowNanos);
    ofProcess.add(plan.repairedRelations(), nowNanos);
  }

  synchronized Breaker.State breakerState(long nowNanos) {
    return breaker.state(nowNanos);
  }
}

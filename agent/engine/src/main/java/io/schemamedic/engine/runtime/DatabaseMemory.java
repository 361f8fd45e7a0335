package io.schemamedic.engine.runtime;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.catalog.LiveRelation;
import io.schemamedic.engine.diagnosis.Identities;
import io.schemamedic.engine.guard.Breaker;
import io.schemamedic.engine.guard.History;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What this process has seen and done in one database. Bounded by the declared schema, since
 * nothing else is read or repaired. Thread-safe.
 */
final class DatabaseMemory {
  private final Set<String> seen = new HashSet<>();
  private final Set<Identifier> addedTables = new HashSet<>();
  private final Set<Identifier> addedColumns = new HashSet<>();
  private final Deque<Long> repairs = new ArrayDeque<>();
  private Identities identities = Identities.none();
  private Breaker breaker = Breaker.closed();

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
    while (!repairs.isEmpty() && nowNanos - repairs.getFirst() > TimeUnit.HOURS.toNanos(1)) {
      repairs.removeFirst();
    }
    return new History(new HashSet<>(seen), repairs.size(), !breaker.admits(nowNanos));
  }

  synchronized void repairBegins(long nowNanos) {
    breaker = breaker.begun(nowNanos);
  }

  synchronized void repairSucceeded(long nowNanos) {
    repairs.addLast(nowNanos);
    breaker = breaker.succeeded();
  }

  synchronized void repairFailed(long nowNanos) {
    breaker = breaker.failed(nowNanos);
  }

  synchronized void repairEndedOtherwise() {
    breaker = breaker.endedOtherwise();
  }

  synchronized Breaker.State breakerState(long nowNanos) {
    return breaker.state(nowNanos);
  }
}

package io.schemamedic.engine.runtime;

import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.source.Migration;
import io.schemamedic.engine.source.MigrationTool;
import io.schemamedic.engine.source.PendingMigrations;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Repairs of this process that the service's migrations have not made up for: none of those that
 * are declared makes the same, or it has not run in that database. The same repair of one database
 * counts once. Bounded; thread-safe.
 */
final class UnreconciledRepairs {
  /** The oldest is forgotten; whoever has so many knows that something is wrong. */
  private static final int MOST = 1000;

  private final Map<String, Repair> repairs =
      new LinkedHashMap<String, Repair>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Repair> eldest) {
          return size() > MOST;
        }
      };

  synchronized void add(String database, RepairPlan plan) {
    repairs.put(key(database, plan), new Repair(database, plan));
  }

  synchronized int count() {
    return repairs.size();
  }

  synchronized boolean isWaiting(String database, RepairPlan plan) {
    return repairs.containsKey(key(database, plan));
  }

  private static String key(String database, RepairPlan plan) {
    return database + " " + plan.fingerprint();
  }

  /** Whether it is worth while to ask that database what has run in it. */
  synchronized boolean waitFor(String database) {
    return repairs.values().stream().anyMatch(repair -> repair.database.equals(database));
  }

  /**
   * Forgets the repairs of that database which migrations have made up for.
   *
   * @param pending what has not run there; if its history is not known, nothing is forgotten
   */
  synchronized void looked(
      String database, Collection<SourceContent> declared, PendingMigrations pending) {
    if (pending.isHistoryKnown()) {
      repairs
          .values()
          .removeIf(
              repair ->
                  repair.database.equals(database) && hasLanded(repair.plan, declared, pending));
    }
  }

  private static boolean hasLanded(
      RepairPlan plan, Collection<SourceContent> declared, PendingMigrations pending) {
    boolean landed = true;
    for (RelationName table : plan.newTables()) {
      landed &= isMade(declared, table, null) && pending.making(table, null).isEmpty();
    }
    for (Map.Entry<RelationName, Set<Identifier>> entry : plan.newColumns().entrySet()) {
      for (Identifier column : entry.getValue()) {
        landed &=
            isMade(declared, entry.getKey(), column)
                && pending.making(entry.getKey(), column).isEmpty();
      }
    }
    return landed;
  }

  private static boolean isMade(
      Collection<SourceContent> declared, RelationName table, @Nullable Identifier column) {
    for (SourceContent source : declared) {
      for (Migration migration : source.migrations()) {
        boolean makes = column == null ? migration.makes(table) : migration.adds(table, column);
        if (source.tool() == MigrationTool.FLYWAY && makes) {
          return true;
        }
      }
    }
    return false;
  }

  /** One repair of one database. Immutable. */
  private static final class Repair {
    final String database;
    final RepairPlan plan;

    Repair(String database, RepairPlan plan) {
      this.database = database;
      this.plan = plan;
    }
  }
}

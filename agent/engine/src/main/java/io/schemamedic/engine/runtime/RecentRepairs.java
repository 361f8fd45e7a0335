package io.schemamedic.engine.runtime;

import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The repairs of the last hour, and how many are under way. Thread-safe. */
final class RecentRepairs {
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);

  private final Deque<Repair> repairs = new ArrayDeque<>();
  private int underWay;

  /** Takes a place for one more, if there are fewer than that, those under way included. */
  synchronized boolean tryBegin(long nowNanos, int most) {
    if (count(nowNanos) >= most) {
      return false;
    }
    underWay++;
    return true;
  }

  /** One that had begun has ended. */
  synchronized void end() {
    underWay--;
  }

  synchronized void add(Collection<RelationName> relations, long nowNanos) {
    repairs.addLast(new Repair(relations, nowNanos));
  }

  synchronized int count(long nowNanos) {
    while (!repairs.isEmpty() && nowNanos - repairs.getFirst().atNanos > HOUR) {
      repairs.removeFirst();
    }
    return repairs.size() + underWay;
  }

  synchronized Map<RelationName, Integer> countByRelation(long nowNanos) {
    count(nowNanos);
    Map<RelationName, Integer> counts = new LinkedHashMap<>();
    for (Repair repair : repairs) {
      for (RelationName relation : repair.relations) {
        counts.merge(relation, 1, Integer::sum);
      }
    }
    return counts;
  }

  private static final class Repair {
    private final List<RelationName> relations;
    private final long atNanos;

    Repair(Collection<RelationName> relations, long atNanos) {
      this.relations = Collections.unmodifiableList(new ArrayList<>(relations));
      this.atNanos = atNanos;
    }
  }
}

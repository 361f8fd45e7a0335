package io.schemamedic.engine.runtime;

import io.schemamedic.engine.drift.Drift;
import io.schemamedic.engine.drift.DriftKind;
import io.schemamedic.engine.drift.SchemaDrift;
import io.schemamedic.engine.failure.FailureKind;
import io.schemamedic.engine.failure.NameChain;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Declared tables and columns that calls have missed and nobody has added yet, each since its first
 * failing call, by the key of its database. Holds at most {@value #MOST}; what comes when it is
 * full is not remembered. Thread-safe.
 */
final class OpenGaps {
  /** More than a release forgets; a few hundred bytes each. */
  static final int MOST = 500;

  /** By database, and there by what is missing. */
  private final Map<String, Map<String, OpenGap>> databases = new ConcurrentHashMap<>();

  private int size;

  /**
   * A call has failed for it. What failed before keeps its time.
   *
   * @param failedAtNanos by the engine's clock
   */
  void missed(String database, Gap gap, long failedAtNanos) {
    NameChain name = gap.failure().name();
    // Without the lock for all but the first: a storm of callers must not queue up here.
    if (name != null && !gap.candidates().isEmpty() && !isKnown(database, gap)) {
      boolean isTable = gap.failure().kind() == FailureKind.UNDEFINED_TABLE;
      add(
          database,
          gap.key(),
          new OpenGap(gap.candidates().tables(), isTable ? null : name.last(), failedAtNanos));
    }
  }

  private boolean isKnown(String database, Gap gap) {
    Map<String, OpenGap> known = databases.get(database);
    return known != null && known.containsKey(gap.key());
  }

  private synchronized void add(String database, String key, OpenGap gap) {
    if (size < MOST && gapsOf(database).putIfAbsent(key, gap) == null) {
      size++;
    }
  }

  private Map<String, OpenGap> gapsOf(String database) {
    return databases.computeIfAbsent(database, none -> new ConcurrentHashMap<>());
  }

  /** Somebody else has closed it. */
  synchronized void isThere(String database, Gap gap) {
    Map<String, OpenGap> known = databases.get(database);
    if (known != null && known.remove(gap.key()) != null) {
      size--;
    }
  }

  /**
   * A plan was run.
   *
   * @return for each of its relations that calls have missed, the time since the first of them
   */
  synchronized Collection<Duration> closedBy(String database, RepairPlan plan, long nowNanos) {
    Map<RelationName, Duration> closed = new HashMap<>();
    for (OpenGap gap : takeIf(database, open -> open.closedBy(plan) != null)) {
      Duration since = Duration.ofNanos(Math.max(0, nowNanos - gap.sinceNanos));
      closed.merge(
          gap.closedBy(plan), since, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }
    return closed.values();
  }

  /** A check was complete: what it does not find missing was added by somebody else. */
  synchronized void found(String database, SchemaDrift drift) {
    takeIf(database, open -> !open.isAmong(drift.drifts()));
  }

  /** A database is known by another key from now on. */
  synchronized void identified(String before, String key) {
    Map<String, OpenGap> known = before.equals(key) ? null : databases.remove(before);
    if (known != null) {
      known.forEach((gap, open) -> gapsOf(key).merge(gap, open, OpenGap::earlier));
      count();
    }
  }

  /** Forgets all databases but these. */
  synchronized void retain(Collection<String> keys) {
    databases.keySet().retainAll(keys);
    count();
  }

  private void count() {
    size = databases.values().stream().mapToInt(Map::size).sum();
  }

  private List<OpenGap> takeIf(String database, Predicate<OpenGap> condition) {
    List<OpenGap> taken = new ArrayList<>();
    Iterator<OpenGap> gaps =
        databases.getOrDefault(database, Collections.emptyMap()).values().iterator();
    while (gaps.hasNext()) {
      OpenGap gap = gaps.next();
      if (condition.test(gap)) {
        gaps.remove();
        taken.add(gap);
      }
    }
    size -= taken.size();
    return taken;
  }

  /** One of them. Immutable. */
  private static final class OpenGap {
    private final List<RelationName> candidates = new ArrayList<>();
    private final @Nullable Identifier column;
    private final long sinceNanos;

    /**
     * @param tables of which one is meant
     * @param column null if the table itself is missing
     */
    OpenGap(List<DeclaredTable> tables, @Nullable Identifier column, long sinceNanos) {
      tables.forEach(table -> candidates.add(table.name()));
      this.column = column;
      this.sinceNanos = sinceNanos;
    }

    OpenGap earlier(OpenGap other) {
      return other.sinceNanos - sinceNanos < 0 ? other : this;
    }

    /** The relation that the plan completes by this; null if none. */
    @Nullable RelationName closedBy(RepairPlan plan) {
      for (RelationName candidate : candidates) {
        if (plan.newTables().contains(candidate)
            || (column != null
                && plan.newColumns()
                    .getOrDefault(candidate, Collections.<Identifier>emptySet())
                    .contains(column))) {
          return candidate;
        }
      }
      return null;
    }

    boolean isAmong(List<Drift> drifts) {
      for (Drift drift : drifts) {
        if (candidates.contains(drift.relation())
            && (drift.kind() == DriftKind.MISSING_TABLE
                || (drift.kind() == DriftKind.MISSING_COLUMN
                    && column != null
                    && column.equals(drift.name())))) {
          return true;
        }
      }
      return false;
    }
  }
}

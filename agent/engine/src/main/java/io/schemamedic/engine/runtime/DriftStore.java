package io.schemamedic.engine.runtime;

import io.schemamedic.engine.drift.Drift;
import io.schemamedic.engine.drift.DriftKind;
import io.schemamedic.engine.drift.SchemaDrift;
import io.schemamedic.engine.drift.Severity;
import io.schemamedic.engine.metrics.MedicMetrics;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.sql.Identifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the checks found last, for each database; unknown is not the same as nothing. A database is
 * known by its key, so that two pools of the same one count once. Thread-safe.
 */
final class DriftStore {
  /** What is said of a database until its first check has ended. */
  static final String NOT_CHECKED = "not checked yet";

  private final MedicMetrics metrics;
  private final DriftLog log;
  private final Map<String, Known> found = new LinkedHashMap<>();
  private final OpenGaps gaps = new OpenGaps();

  DriftStore(MedicMetrics metrics, Consumer<String> out) {
    this.metrics = metrics;
    this.log = new DriftLog(out);
    for (DriftKind kind : DriftKind.values()) {
      metrics.expectDrift(kind.code(), kind.severity().code());
    }
  }

  /** A check was complete. */
  void found(String key, String database, SchemaDrift drift, Instant at) {
    Known before;
    Known now;
    synchronized (this) {
      before = found.get(key);
      DriftAges ages = before == null ? DriftAges.none() : before.ages;
      now = new Known(database, drift, "", at, ages.foundAgain(drift, at));
      found.put(key, now);
      publish();
    }
    gaps.found(key, drift);
    log.changed(before, now);
  }

  /**
   * A check could not be completed, or there was none yet.
   *
   * @param why for people
   */
  void unknown(String key, String database, String why) {
    Known before;
    Known now;
    synchronized (this) {
      before = found.get(key);
      now =
          before == null
              ? new Known(database, null, why, null, DriftAges.none())
              : new Known(database, null, why, before.checkedAt, before.ages);
      found.put(key, now);
      publish();
    }
    log.changed(before, now);
  }

  /** A database is known by another key from now on, under which it may be known already. */
  synchronized void identified(String before, String key) {
    gaps.identified(before, key);
    Known known = found.get(before);
    if (known != null && !before.equals(key)) {
      found.remove(before);
      found.putIfAbsent(key, known);
    }
  }

  /** A repair has added something; what the next check will say of it is known already. */
  synchronized void closed(String key, RepairPlan plan) {
    Known before = found.get(key);
    if (before == null || before.drift == null) {
      return;
    }
    found.put(
        key,
        new Known(
            before.database,
            before.drift.without(drift -> isClosed(drift, plan)),
            "",
            before.checkedAt,
            before.ages));
    publish();
  }

  private static boolean isClosed(Drift drift, RepairPlan plan) {
    Identifier column = drift.name();
    return drift.kind() == DriftKind.MISSING_TABLE
        ? plan.newTables().contains(drift.relation())
        : drift.kind() == DriftKind.MISSING_COLUMN
            && column != null
            && plan.newColumns()
                .getOrDefault(drift.relation(), Collections.<Identifier>emptySet())
                .contains(column);
  }

  /** Forgets all databases but these, since nobody checks the others any more. */
  synchronized void retain(Collection<String> keys) {
    gaps.retain(keys);
    if (found.keySet().retainAll(keys)) {
      publish();
    }
  }

  /** What calls have missed in these databases. */
  OpenGaps gaps() {
    return gaps;
  }

  private void publish() {
    if (found.isEmpty()) {
      metrics.driftUnknown();
      return;
    }
    Map<DriftKind, Integer> sums = new EnumMap<>(DriftKind.class);
    for (Known known : all()) {
      if (known.drift == null) {
        metrics.driftUnknown();
        return;
      }
      known.drift.counts().forEach((kind, count) -> sums.merge(kind, count, Integer::sum));
    }
    sums.forEach((kind, sum) -> metrics.drift(kind.code(), kind.severity().code(), sum));
  }

  /**
   * All databases, in the order in which they were met. One that could not be told is left out if
   * one of the same name could be: then it is the same, asked by another role.
   */
  synchronized List<Known> all() {
    Set<String> told = new HashSet<>();
    for (Known known : found.values()) {
      if (known.drift != null) {
        told.add(known.database);
      }
    }
    List<Known> all = new ArrayList<>();
    for (Known known : found.values()) {
      if (known.drift != null || told.add(known.database)) {
        all.add(known);
      }
    }
    return all;
  }

  /** What is known of one database. Immutable. */
  static final class Known {
    private final String database;
    private final @Nullable SchemaDrift drift;
    private final String why;
    private final @Nullable Instant checkedAt;
    private final DriftAges ages;

    private Known(
        String database,
        @Nullable SchemaDrift drift,
        String why,
        @Nullable Instant checkedAt,
        DriftAges ages) {
      this.database = database;
      this.drift = drift;
      this.why = why;
      this.checkedAt = checkedAt;
      this.ages = ages;
    }

    String database() {
      return database;
    }

    /** Null if it is not known. */
    @Nullable SchemaDrift drift() {
      return drift;
    }

    /** Why it is not known; empty if it is. */
    String why() {
      return why;
    }

    /** When a check was last complete; null if none was. */
    @Nullable Instant checkedAt() {
      return checkedAt;
    }

    /** When a check found it first; null if so many are found that it is not listed. */
    @Nullable Instant since(Drift each) {
      return ages.since(each);
    }

    /** How many differences of one severity; 0 also if unknown. */
    int count(Severity severity) {
      return drift == null ? 0 : drift.count(severity);
    }
  }
}

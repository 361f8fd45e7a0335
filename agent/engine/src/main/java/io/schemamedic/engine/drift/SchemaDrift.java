package io.schemamedic.engine.drift;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * All that a database lacks or has otherwise, and how much it has that nobody declared. Immutable.
 */
public final class SchemaDrift {
  private static final SchemaDrift NONE = new SchemaDrift(Collections.<Drift>emptyList(), 0, 0);

  private final List<Drift> drifts;
  private final int extraTables;
  private final int extraColumns;

  private SchemaDrift(List<Drift> drifts, int extraTables, int extraColumns) {
    this.drifts = Collections.unmodifiableList(drifts);
    this.extraTables = extraTables;
    this.extraColumns = extraColumns;
  }

  /** The database has exactly what is declared. */
  public static SchemaDrift none() {
    return NONE;
  }

  /**
   * @param drifts what breaks and what differs
   * @param extraTables in the declared schemas
   * @param extraColumns of declared tables
   */
  public static SchemaDrift of(Collection<Drift> drifts, int extraTables, int extraColumns) {
    List<Drift> sorted = new ArrayList<>(drifts);
    sorted.sort(Comparator.comparing(Drift::severity));
    return new SchemaDrift(sorted, extraTables, extraColumns);
  }

  /** What breaks, then what differs; within each in the order of declaration. */
  public List<Drift> drifts() {
    return drifts;
  }

  /** Those of one severity. */
  public List<Drift> drifts(Severity severity) {
    List<Drift> found = new ArrayList<>();
    for (Drift drift : drifts) {
      if (drift.severity() == severity) {
        found.add(drift);
      }
    }
    return found;
  }

  /** Whether a statement that is right by what is declared would fail. */
  public boolean isBreaking() {
    return !drifts.isEmpty() && drifts.get(0).severity() == Severity.BREAKS;
  }

  /** How often each kind was found, 0 included. */
  public Map<DriftKind, Integer> counts() {
    Map<DriftKind, Integer> counts = new EnumMap<>(DriftKind.class);
    for (DriftKind kind : DriftKind.values()) {
      counts.put(kind, 0);
    }
    for (Drift drift : drifts) {
      counts.merge(drift.kind(), 1, Integer::sum);
    }
    counts.put(DriftKind.EXTRA_TABLE, extraTables);
    counts.put(DriftKind.EXTRA_COLUMN, extraColumns);
    return counts;
  }

  /** How many are of that severity. */
  public int count(Severity severity) {
    int count = 0;
    for (Map.Entry<DriftKind, Integer> entry : counts().entrySet()) {
      count += entry.getKey().severity() == severity ? entry.getValue() : 0;
    }
    return count;
  }

  /** What is left if those are no more. */
  public SchemaDrift without(Predicate<Drift> closed) {
    List<Drift> open = new ArrayList<>(drifts);
    open.removeIf(closed);
    return new SchemaDrift(open, extraTables, extraColumns);
  }

  /** Equal texts say that nothing has changed. */
  @Override
  public String toString() {
    return drifts + " extra " + extraTables + "+" + extraColumns;
  }
}

package io.schemamedic.engine.schema.canonical;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Which of the wanted constraints or indexes is which of those found, whatever their names. Each is
 * in one pair at most. Immutable.
 */
public final class Pairing<T> {
  private final Map<T, T> equal = new LinkedHashMap<>();
  private final Map<T, T> unsure = new LinkedHashMap<>();
  private final List<T> missing = new ArrayList<>();
  private final List<T> extra;

  private Pairing(
      Collection<? extends T> wanted,
      Collection<? extends T> found,
      BiFunction<T, T, Likeness> likeness) {
    List<T> restWanted = new ArrayList<>(wanted);
    this.extra = new ArrayList<>(found);
    pair(restWanted, Likeness.EQUAL, equal, likeness);
    pair(restWanted, Likeness.UNSURE, unsure, likeness);
    missing.addAll(restWanted);
  }

  private void pair(
      List<T> restWanted, Likeness asked, Map<T, T> pairs, BiFunction<T, T, Likeness> likeness) {
    for (T each : new ArrayList<>(restWanted)) {
      for (T other : extra) {
        if (likeness.apply(each, other) == asked) {
          pairs.put(each, other);
          restWanted.remove(each);
          extra.remove(other);
          break;
        }
      }
    }
  }

  /** Pairs of constraints, those first that are certainly the same. */
  public static Pairing<CanonicalConstraint> ofConstraints(
      Collection<CanonicalConstraint> wanted, Collection<CanonicalConstraint> found) {
    return new Pairing<>(wanted, found, CanonicalConstraint::likeness);
  }

  /** Pairs of indexes, those first that are certainly the same. */
  public static Pairing<CanonicalIndex> ofIndexes(
      Collection<CanonicalIndex> wanted, Collection<CanonicalIndex> found) {
    return new Pairing<>(wanted, found, CanonicalIndex::likeness);
  }

  /** Wanted to found, where they make the same. */
  public Map<T, T> equal() {
    return Collections.unmodifiableMap(equal);
  }

  /** Wanted to found, where it cannot be told whether they make the same. */
  public Map<T, T> unsure() {
    return Collections.unmodifiableMap(unsure);
  }

  /** What was wanted and is certainly none of those found. */
  public List<T> missing() {
    return Collections.unmodifiableList(missing);
  }

  /** What was found and is none of those wanted. */
  public List<T> extra() {
    return Collections.unmodifiableList(extra);
  }
}

package io.schemamedic.engine.schema.canonical;

import io.schemamedic.engine.sql.Identifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which of the wanted constraints or indexes is which of those found, whatever their names.
 * Immutable.
 */
public final class Pairing<T> {
  private final Map<T, T> equal = new LinkedHashMap<>();
  private final Map<T, T> unsure = new LinkedHashMap<>();
  private final List<T> missing = new ArrayList<>();
  private final List<T> extra;

  private Pairing(
      Collection<? extends T> wanted,
      Collection<? extends T> found,
      BiFunction<T, T, Likeness> likeness,
      Function<T, @Nullable Identifier> name) {
    extra = new ArrayList<>(found);
    List<T> rest = new ArrayList<>();
    for (T each : wanted) {
      T same = first(each, Likeness.EQUAL, likeness, name);
      if (same == null) {
        rest.add(each);
      } else {
        equal.put(each, same);
        extra.remove(same);
      }
    }
    for (T each : rest) {
      T other = first(each, Likeness.UNSURE, likeness, name);
      if (other == null) {
        missing.add(each);
      } else {
        unsure.put(each, other);
      }
    }
    extra.removeIf(
        each -> rest.stream().anyMatch(one -> likeness.apply(one, each) == Likeness.UNSURE));
  }

  /** The one of the same name if there is one; absent if there is none at all. */
  private @Nullable T first(
      T wanted,
      Likeness asked,
      BiFunction<T, T, Likeness> likeness,
      Function<T, @Nullable Identifier> name) {
    T first = null;
    for (T each : extra) {
      if (likeness.apply(wanted, each) == asked) {
        boolean named = name.apply(wanted) != null;
        if (named && Objects.equals(name.apply(wanted), name.apply(each))) {
          return each;
        }
        first = first == null ? each : first;
      }
    }
    return first;
  }

  /** Pairs of constraints, those first that are certainly the same. */
  public static Pairing<CanonicalConstraint> ofConstraints(
      Collection<CanonicalConstraint> wanted, Collection<CanonicalConstraint> found) {
    return new Pairing<>(
        wanted, found, CanonicalConstraint::likeness, each -> each.declared().name());
  }

  /** Pairs of indexes, those first that are certainly the same. */
  public static Pairing<CanonicalIndex> ofIndexes(
      Collection<CanonicalIndex> wanted, Collection<CanonicalIndex> found) {
    return new Pairing<>(wanted, found, CanonicalIndex::likeness, each -> each.declared().name());
  }

  /** Wanted to found, where they make the same. */
  public Map<T, T> equal() {
    return Collections.unmodifiableMap(equal);
  }

  /**
   * Wanted to found, where it cannot be told whether they make the same. One that was found can
   * stand for several that are wanted.
   */
  public Map<T, T> unsure() {
    return Collections.unmodifiableMap(unsure);
  }

  /** What was wanted and is certainly none of those found. */
  public List<T> missing() {
    return Collections.unmodifiableList(missing);
  }

  /** What was found and is certainly none of those wanted. */
  public List<T> extra() {
    return Collections.unmodifiableList(extra);
  }

  /** Whether all are in pairs that certainly make the same. */
  public boolean isWhole() {
    return unsure.isEmpty() && missing.isEmpty() && extra.isEmpty();
  }
}

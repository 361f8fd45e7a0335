package io.schemamedic.engine.source.flyway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The migrations of some folders in the order in which Flyway runs them in an empty database: the
 * newest baseline, the versions above it, then what is repeatable. Immutable.
 */
final class MigrationOrder {
  private final List<MigrationName> names = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private MigrationOrder() {}

  static MigrationOrder of(Iterable<MigrationName> found) {
    MigrationOrder order = new MigrationOrder();
    order.sort(found);
    return order;
  }

  private void sort(Iterable<MigrationName> found) {
    TreeMap<MigrationVersion, MigrationName> versioned = new TreeMap<>();
    TreeMap<MigrationVersion, MigrationName> baselines = new TreeMap<>();
    TreeMap<String, MigrationName> repeatable = new TreeMap<>(Comparator.naturalOrder());
    for (MigrationName name : found) {
      switch (name.kind()) {
        case VERSIONED:
          addVersion(versioned, name);
          break;
        case BASELINE:
          addVersion(baselines, name);
          break;
        case REPEATABLE:
          add(
              repeatable,
              name.description(),
              name,
              "the description \"" + name.description() + '"');
          break;
        default:
          // What only undoes has no part in what is wanted.
          break;
      }
    }
    Map<MigrationVersion, MigrationName> above = versioned;
    if (!baselines.isEmpty()) {
      names.add(baselines.lastEntry().getValue());
      above = versioned.tailMap(baselines.lastKey(), false);
    }
    names.addAll(above.values());
    names.addAll(repeatable.values());
  }

  private void addVersion(Map<MigrationVersion, MigrationName> known, MigrationName name) {
    MigrationVersion version = name.version();
    if (version == null) {
      problems.add(name.file() + " has no version made of numbers");
    } else {
      add(known, version, name, "version " + version);
    }
  }

  private <K> void add(Map<K, MigrationName> known, K key, MigrationName name, String what) {
    @Nullable MigrationName other = known.putIfAbsent(key, name);
    if (other != null) {
      problems.add(
          name.file() + " and " + Objects.requireNonNull(other).file() + " both have " + what);
    }
  }

  /** In the order in which they run. */
  List<MigrationName> names() {
    return names;
  }

  /** Why Flyway would run none of them; empty if it would. */
  List<String> problems() {
    return problems;
  }
}

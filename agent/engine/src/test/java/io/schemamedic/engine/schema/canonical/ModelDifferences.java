package io.schemamedic.engine.schema.canonical;

import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredSequence;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything in which two models are not certainly equal, for a failing test to show. */
final class ModelDifferences {
  private final DeclaredSchema wanted;
  private final DeclaredSchema found;
  private final List<String> differences = new ArrayList<>();

  private ModelDifferences(DeclaredSchema wanted, DeclaredSchema found) {
    this.wanted = wanted;
    this.found = found;
  }

  static List<String> of(DeclaredSchema wanted, DeclaredSchema found) {
    ModelDifferences differences = new ModelDifferences(wanted, found);
    differences.schemas();
    return differences.differences;
  }

  private void schemas() {
    same("schemas", new TreeSet<>(wanted.schemas()), new TreeSet<>(found.schemas()));
    same("enums", new TreeMap<>(wanted.enums()), new TreeMap<>(found.enums()));
    same(
        "sequences",
        new TreeSet<>(wanted.sequences().keySet()),
        new TreeSet<>(found.sequences().keySet()));
    for (DeclaredSequence sequence : wanted.sequences().values()) {
      DeclaredSequence other = found.sequences().get(sequence.name());
      if (other != null) {
        same("owner of " + sequence.name(), sequence.owningTable(), other.owningTable());
        add(
            sequence.name().toString(),
            CanonicalSequence.of(sequence).likeness(CanonicalSequence.of(other)),
            sequence,
            other);
      }
    }
    same("tables", names(wanted, true), names(found, true));
    same("unsupported tables", names(wanted, false), names(found, false));
    for (DeclaredTable table : wanted.tables().values()) {
      DeclaredTable other = found.table(table.name());
      if (table.isSupported() && other != null) {
        table(table, other);
      }
    }
  }

  private static Set<String> names(DeclaredSchema schema, boolean supported) {
    return schema.tables().values().stream()
        .filter(table -> table.isSupported() == supported)
        .map(
            table ->
                table.name()
                    + (table.isUnlogged() ? " unlogged" : "")
                    + (table.hasTriggers() ? " with triggers" : ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void table(DeclaredTable table, DeclaredTable other) {
    CanonicalTable first = CanonicalTable.of(table, wanted);
    CanonicalTable second = CanonicalTable.of(other, found);
    same(table.name() + " columns", columns(first), columns(second));
    for (CanonicalColumn column : first.columns()) {
      CanonicalColumn same = second.column(column.declared().name());
      if (same != null) {
        add(table.name().toString(), column.likeness(same), column.declared(), same.declared());
      }
    }
    Pairing<CanonicalConstraint> constraints =
        Pairing.ofConstraints(first.constraints(), second.constraints());
    pairs(table, constraints, CanonicalConstraint::declared);
    constraints
        .equal()
        .forEach(
            (one, another) -> {
              named(one.declared().name(), another.declared().name());
              same(
                  "validity of " + another.declared(),
                  one.declared().isNotValid(),
                  another.declared().isNotValid());
            });
    Pairing<CanonicalIndex> indexes = Pairing.ofIndexes(first.indexes(), second.indexes());
    pairs(table, indexes, CanonicalIndex::declared);
    indexes
        .equal()
        .forEach((one, another) -> named(one.declared().name(), another.declared().name()));
  }

  private static List<Identifier> columns(CanonicalTable table) {
    return table.columns().stream().map(column -> column.declared().name()).toList();
  }

  private <T> void pairs(DeclaredTable table, Pairing<T> pairing, Function<T, Object> declared) {
    pairing
        .unsure()
        .forEach(
            (one, another) ->
                add(
                    table.name().toString(),
                    Likeness.UNSURE,
                    declared.apply(one),
                    declared.apply(another)));
    pairing
        .missing()
        .forEach(one -> differences.add(table.name() + " lacks " + declared.apply(one)));
    pairing
        .extra()
        .forEach(one -> differences.add(table.name() + " has also " + declared.apply(one)));
  }

  /** A name that was given is the name that is there. */
  private void named(@Nullable Identifier given, @Nullable Identifier there) {
    if (given != null) {
      same("name", given, there);
    }
  }

  private void add(String what, Likeness likeness, Object one, Object another) {
    if (likeness != Likeness.EQUAL) {
      differences.add(likeness + " in " + what + ":\n    " + one + "\n    " + another);
    }
  }

  private void same(String what, @Nullable Object one, @Nullable Object another) {
    if (!Objects.equals(one, another)) {
      differences.add(what + ":\n    " + one + "\n    " + another);
    }
  }
}

package io.schemamedic.engine.drift;

import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredIndex;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.schema.canonical.CanonicalColumn;
import io.schemamedic.engine.schema.canonical.CanonicalConstraint;
import io.schemamedic.engine.schema.canonical.CanonicalIndex;
import io.schemamedic.engine.schema.canonical.CanonicalTable;
import io.schemamedic.engine.schema.canonical.Likeness;
import io.schemamedic.engine.schema.canonical.Pairing;
import io.schemamedic.engine.sql.Identifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A declared table and the table of that name in a database. */
final class TableComparison {
  private final DeclaredTable wanted;
  private final DeclaredTable found;
  private final List<Drift> drifts = new ArrayList<>();
  private final Set<Identifier> missing = new HashSet<>();

  TableComparison(
      DeclaredTable wanted,
      DeclaredSchema declared,
      DeclaredTable found,
      DeclaredSchema live,
      List<DeclaredIndex> invalidIndexes) {
    this.wanted = wanted;
    this.found = found;
    missingColumns();
    // What was not wholly understood, or is of a kind that the model does not have, says nothing
    // more than which columns there are.
    if (wanted.isSupported() && found.isSupported()) {
      CanonicalTable asWanted = CanonicalTable.of(wanted, declared);
      CanonicalTable asFound = CanonicalTable.of(found, live);
      columns(asWanted, asFound);
      constraints(asWanted, asFound);
      indexes(asWanted, asFound, invalidIndexes, live);
    }
  }

  List<Drift> drifts() {
    return drifts;
  }

  int extraColumns() {
    int extra = 0;
    for (DeclaredColumn column : found.columns()) {
      extra += wanted.column(column.name()) == null ? 1 : 0;
    }
    return extra;
  }

  private void missingColumns() {
    for (DeclaredColumn column : wanted.columns()) {
      if (found.column(column.name()) == null) {
        missing.add(column.name());
        add(DriftKind.MISSING_COLUMN, column.name(), column.typeSql(), null);
      }
    }
  }

  private void columns(CanonicalTable asWanted, CanonicalTable asFound) {
    for (CanonicalColumn column : asWanted.columns()) {
      CanonicalColumn there = asFound.column(column.declared().name());
      if (there != null) {
        column(column, there);
      }
    }
  }

  private void column(CanonicalColumn column, CanonicalColumn there) {
    DeclaredColumn declared = column.declared();
    DeclaredColumn live = there.declared();
    if (column.typeLikeness(there) == Likeness.DIFFERENT) {
      add(DriftKind.COLUMN_TYPE, declared.name(), declared.typeSql(), live.typeSql());
    }
    if (!column.isAsNullable(there)) {
      add(DriftKind.COLUMN_NULLABILITY, declared.name(), nullability(declared), nullability(live));
    }
    if (column.valueLikeness(there) == Likeness.DIFFERENT) {
      add(DriftKind.COLUMN_DEFAULT, declared.name(), value(declared), value(live));
    }
  }

  private static String nullability(DeclaredColumn column) {
    return column.isNotNull() ? "NOT NULL" : "NULL";
  }

  private static String value(DeclaredColumn column) {
    if (column.generation() != DeclaredColumn.Generation.NONE) {
      return (column.generation() + " " + column.generationSql()).trim();
    }
    String defaultSql = column.defaultSql();
    return defaultSql == null ? "no default" : defaultSql;
  }

  private void constraints(CanonicalTable asWanted, CanonicalTable asFound) {
    Pairing<CanonicalConstraint> pairs =
        Pairing.ofConstraints(asWanted.constraints(), asFound.constraints());
    for (CanonicalConstraint constraint : pairs.missing()) {
      if (areThere(constraint.declared().columns())) {
        add(
            DriftKind.MISSING_CONSTRAINT,
            constraint.declared().name(),
            constraint.declared().definitionSql(),
            null);
      }
    }
    for (Map.Entry<CanonicalConstraint, CanonicalConstraint> pair : pairs.equal().entrySet()) {
      if (!pair.getKey().declared().isNotValid() && pair.getValue().declared().isNotValid()) {
        add(
            DriftKind.CONSTRAINT_NOT_VALID,
            pair.getValue().declared().name(),
            pair.getKey().declared().definitionSql(),
            "NOT VALID");
      }
    }
  }

  private void indexes(
      CanonicalTable asWanted,
      CanonicalTable asFound,
      List<DeclaredIndex> invalidIndexes,
      DeclaredSchema live) {
    List<CanonicalIndex> lacking =
        Pairing.ofIndexes(asWanted.indexes(), asFound.indexes()).missing();
    Collection<CanonicalIndex> invalid =
        CanonicalTable.of(found.toBuilder().indexes(invalidIndexes).build(), live).indexes();
    Pairing<CanonicalIndex> built = Pairing.ofIndexes(lacking, invalid);
    for (CanonicalIndex index : lacking) {
      CanonicalIndex failed = built.equal().getOrDefault(index, built.unsure().get(index));
      if (failed != null) {
        add(
            DriftKind.INVALID_INDEX,
            failed.declared().name(),
            index.declared().definitionSql(),
            "invalid");
      } else if (areThere(index.declared())) {
        add(
            DriftKind.MISSING_INDEX,
            index.declared().name(),
            index.declared().definitionSql(),
            null);
      }
    }
  }

  /** An expression that may mention a missing column says nothing until that is there. */
  private boolean areThere(DeclaredIndex index) {
    boolean mentionsMissing = false;
    for (Identifier column : missing) {
      mentionsMissing |= !index.isPlain() && index.definitionSql().contains(column.sql());
    }
    return !mentionsMissing && areThere(index.columns());
  }

  /** Else the missing column is told, and this comes with it. */
  private boolean areThere(Collection<Identifier> columns) {
    for (Identifier column : columns) {
      if (missing.contains(column)) {
        return false;
      }
    }
    return true;
  }

  private void add(
      DriftKind kind, @Nullable Identifier name, String wantedSql, @Nullable String foundSql) {
    drifts.add(Drift.of(kind, wanted.name(), name, wantedSql, foundSql));
  }
}

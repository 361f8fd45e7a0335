package io.schemamedic.engine.drift;

import io.schemamedic.engine.catalog.LiveSchema;
import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredEnum;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredSequence;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.schema.ddl.CatalogDraft;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what is declared with what a database has. Names decide what is missing; what belongs to
 * a table is compared by its meaning, and where that cannot be told for certain, it counts as
 * equal: a drift that is told is one.
 */
public final class SchemaComparison {
  private final DeclaredSchema wanted;
  private final LiveSchema live;
  private final DeclaredSchema found;
  private final List<Drift> drifts = new ArrayList<>();
  private int extraTables;
  private int extraColumns;

  private SchemaComparison(DeclaredSchema wanted, LiveSchema live) {
    this.wanted = wanted;
    this.live = live;
    this.found = live.model();
  }

  /**
   * All differences.
   *
   * @param live of at least the schemas in which something is declared
   */
  public static SchemaDrift compare(DeclaredSchema wanted, LiveSchema live) {
    return new SchemaComparison(wanted, live).compare();
  }

  private SchemaDrift compare() {
    wanted.enums().values().forEach(this::enumType);
    Set<RelationName> made = generatedSequences();
    for (DeclaredSequence sequence : wanted.sequences().values()) {
      sequence(sequence, made);
    }
    wanted.tables().values().forEach(this::table);
    countExtraTables();
    return SchemaDrift.of(drifts, extraTables, extraColumns);
  }

  private void enumType(DeclaredEnum type) {
    DeclaredEnum there = found.enums().get(type.name());
    if (there == null) {
      drifts.add(Drift.missing(DriftKind.MISSING_ENUM, type.name()));
      return;
    }
    for (String label : type.labelsSql()) {
      // Another spelling than 'label' may be one of those that are there.
      if (label.startsWith("'") && !there.labelsSql().contains(label)) {
        drifts.add(
            Drift.of(
                DriftKind.MISSING_ENUM_LABEL,
                type.name(),
                null,
                label,
                String.join(", ", there.labelsSql())));
      }
    }
  }

  /** Those of columns are no part of the model; by their names they may be the declared ones. */
  private Set<RelationName> generatedSequences() {
    Set<RelationName> names = new HashSet<>();
    for (DeclaredTable table : found.tables().values()) {
      for (DeclaredColumn column : table.columns()) {
        if (column.generation() != DeclaredColumn.Generation.NONE) {
          names.add(CatalogDraft.sequenceOf(table.name(), column.name()));
        }
      }
    }
    return names;
  }

  private void sequence(DeclaredSequence sequence, Set<RelationName> made) {
    if (found.sequences().containsKey(sequence.name())
        || made.contains(sequence.name())
        || isOwnerMissing(sequence)) {
      return;
    }
    drifts.add(Drift.missing(DriftKind.MISSING_SEQUENCE, sequence.name()));
  }

  /** Then that is what is told, and the sequence comes with it. */
  private boolean isOwnerMissing(DeclaredSequence sequence) {
    RelationName owner = sequence.owningTable();
    Identifier column = sequence.owningColumn();
    if (owner == null || column == null || wanted.table(owner) == null) {
      return false;
    }
    DeclaredTable there = found.table(owner);
    return there == null || there.column(column) == null;
  }

  private void table(DeclaredTable table) {
    DeclaredTable there = found.table(table.name());
    if (there != null) {
      TableComparison comparison =
          new TableComparison(table, wanted, there, found, live.invalidIndexes(table.name()));
      drifts.addAll(comparison.drifts());
      extraColumns += comparison.extraColumns();
      return;
    }
    @Nullable String other = live.otherRelations().get(table.name());
    drifts.add(
        other == null
            ? Drift.missing(DriftKind.MISSING_TABLE, table.name())
            : Drift.of(DriftKind.OTHER_RELATION, table.name(), null, "table", other));
  }

  private void countExtraTables() {
    Set<Identifier> schemas = new HashSet<>();
    wanted.tables().keySet().forEach(name -> schemas.add(name.schemaName()));
    for (RelationName name : found.tables().keySet()) {
      if (schemas.contains(name.schemaName()) && wanted.table(name) == null) {
        extraTables++;
      }
    }
  }
}

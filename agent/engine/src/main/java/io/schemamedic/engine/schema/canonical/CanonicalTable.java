package io.schemamedic.engine.schema.canonical;

import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredIndex;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a table is, whatever the spelling and the names of what belongs to it. Immutable. */
public final class CanonicalTable {
  private final DeclaredTable declared;
  private final Map<Identifier, CanonicalColumn> columns = new LinkedHashMap<>();
  private final List<CanonicalConstraint> constraints = new ArrayList<>();
  private final List<CanonicalIndex> indexes = new ArrayList<>();

  private CanonicalTable(DeclaredTable table, DeclaredSchema schema) {
    this.declared = table;
    ColumnTypes types = new ColumnTypes(table, schema);
    for (DeclaredColumn column : table.columns()) {
      columns.put(column.name(), new CanonicalColumn(column, types));
    }
    for (DeclaredConstraint constraint : table.constraints()) {
      constraints.add(CanonicalConstraint.of(constraint, types, schema));
    }
    for (DeclaredIndex index : table.indexes()) {
      indexes.add(CanonicalIndex.of(index, types));
    }
  }

  /**
   * A table of a schema.
   *
   * @param schema where the tables are that its foreign keys point to
   */
  public static CanonicalTable of(DeclaredTable table, DeclaredSchema schema) {
    return new CanonicalTable(table, schema);
  }

  /** As it was declared or read. */
  public DeclaredTable declared() {
    return declared;
  }

  /** In their order. */
  public Collection<CanonicalColumn> columns() {
    return Collections.unmodifiableCollection(columns.values());
  }

  public @Nullable CanonicalColumn column(Identifier name) {
    return columns.get(name);
  }

  /** In their order. NOT NULL belongs to the columns. */
  public List<CanonicalConstraint> constraints() {
    return Collections.unmodifiableList(constraints);
  }

  /** In their order, without those that constraints make. */
  public List<CanonicalIndex> indexes() {
    return Collections.unmodifiableList(indexes);
  }

  /**
   * Whether the other one certainly is the same table, whatever its constraints and indexes are
   * called. What makes them unsupported must be the same, too.
   */
  public boolean isSameAs(CanonicalTable found) {
    DeclaredTable other = found.declared;
    boolean sameKind =
        declared.isUnlogged() == other.isUnlogged()
            && declared.hasTriggers() == other.hasTriggers()
            && declared.hasRowSecurity() == other.hasRowSecurity()
            && declared.unsupported().equals(other.unsupported());
    if (!sameKind || !columns.keySet().equals(found.columns.keySet())) {
      return false;
    }
    for (CanonicalColumn column : columns.values()) {
      CanonicalColumn same = found.columns.get(column.declared().name());
      if (same == null || column.likeness(same) != Likeness.EQUAL) {
        return false;
      }
    }
    return Pairing.ofConstraints(constraints, found.constraints).isWhole()
        && Pairing.ofIndexes(indexes, found.indexes).isWhole();
  }
}

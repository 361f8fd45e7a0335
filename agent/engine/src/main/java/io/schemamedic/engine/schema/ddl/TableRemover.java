package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredIndex;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Takes tables and columns out of a draft with all that PostgreSQL takes with them. */
final class TableRemover {
  private final SchemaDraft draft;

  TableRemover(SchemaDraft draft) {
    this.draft = draft;
  }

  void removeTable(RelationName name) {
    draft.tables().remove(name);
    draft.sequences().values().removeIf(sequence -> name.equals(sequence.owningTable()));
    for (DeclaredTable other : new ArrayList<>(draft.tables().values())) {
      List<DeclaredConstraint> kept = new ArrayList<>(other.constraints());
      if (kept.removeIf(constraint -> name.equals(constraint.referencedTable()))) {
        draft.put(other.toBuilder().constraints(kept).build());
      }
    }
  }

  /** The table without the column. Foreign keys of other tables to it go as well. */
  DeclaredTable withoutColumn(DeclaredTable table, Identifier column)
      throws NotUnderstoodException {
    List<Identifier> gone = Collections.singletonList(column);
    List<DeclaredColumn> columns = new ArrayList<>();
    for (DeclaredColumn each : table.columns()) {
      if (!TokenText.mentioned(each.generationSql(), gone).isEmpty()) {
        throw new NotUnderstoodException("a column from which another is computed");
      }
      if (!each.name().equals(column)) {
        columns.add(each);
      }
    }
    List<DeclaredConstraint> constraints = new ArrayList<>(table.constraints());
    constraints.removeIf(constraint -> uses(constraint, column));
    List<DeclaredIndex> indexes = new ArrayList<>(table.indexes());
    indexes.removeIf(index -> !TokenText.mentioned(index.definitionSql(), gone).isEmpty());
    draft
        .sequences()
        .values()
        .removeIf(
            sequence ->
                table.name().equals(sequence.owningTable())
                    && column.equals(sequence.owningColumn()));
    removeReferences(table, column);
    return table.toBuilder().columns(columns).constraints(constraints).indexes(indexes).build();
  }

  private static boolean uses(DeclaredConstraint constraint, Identifier column) {
    boolean included =
        constraint.kind() != DeclaredConstraint.Kind.FOREIGN_KEY
            && !TokenText.mentioned(constraint.clauseSql(), Collections.singletonList(column))
                .isEmpty();
    return included || constraint.columns().contains(column);
  }

  /** Takes the foreign keys out that need a key which is dropped. */
  void removeReferencesTo(RelationName table, DeclaredConstraint key) {
    boolean primary = key.kind() == DeclaredConstraint.Kind.PRIMARY_KEY;
    for (DeclaredTable other : new ArrayList<>(draft.tables().values())) {
      List<DeclaredConstraint> kept = new ArrayList<>(other.constraints());
      boolean changed =
          kept.removeIf(
              constraint ->
                  table.equals(constraint.referencedTable())
                      && (constraint.referencedColumns().isEmpty()
                          ? primary
                          : constraint.referencedColumns().equals(key.columns())));
      if (changed) {
        draft.put(other.toBuilder().constraints(kept).build());
      }
    }
  }

  private void removeReferences(DeclaredTable table, Identifier column) {
    DeclaredConstraint key = table.primaryKey();
    boolean inKey = key != null && key.columns().contains(column);
    for (DeclaredTable other : new ArrayList<>(draft.tables().values())) {
      List<DeclaredConstraint> kept = new ArrayList<>(other.constraints());
      boolean changed =
          kept.removeIf(
              constraint ->
                  table.name().equals(constraint.referencedTable())
                      && (constraint.referencedColumns().contains(column)
                          || (constraint.referencedColumns().isEmpty() && inKey)));
      if (changed && !other.name().equals(table.name())) {
        draft.put(other.toBuilder().constraints(kept).build());
      }
    }
  }
}

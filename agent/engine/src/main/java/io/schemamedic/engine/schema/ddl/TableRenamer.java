package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredColumn.Generation;
import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredIndex;
import io.schemamedic.engine.schema.DeclaredSequence;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.List;

/**
 * Renames tables and columns in a draft. PostgreSQL does not rename what it had named after them,
 * so those names are settled first.
 */
final class TableRenamer {
  private final SchemaDraft draft;

  TableRenamer(SchemaDraft draft) {
    this.draft = draft;
  }

  void renameTable(DeclaredTable table, RelationName newName) throws NotUnderstoodException {
    RelationName oldName = table.name();
    if (draft.tables().containsKey(newName)) {
      throw new NotUnderstoodException("a name that is declared already");
    }
    DeclaredTable pinned = pinned(table);
    draft.replace(oldName, pinned.toBuilder().name(newName).build());
    for (DeclaredTable other : new ArrayList<>(draft.tables().values())) {
      List<DeclaredConstraint> constraints = new ArrayList<>();
      for (DeclaredConstraint constraint : other.constraints()) {
        constraints.add(
            oldName.equals(constraint.referencedTable())
                ? constraint.withReferenced(newName, constraint.referencedColumns())
                : constraint);
      }
      draft.put(other.toBuilder().constraints(constraints).build());
    }
    for (DeclaredSequence sequence : new ArrayList<>(draft.sequences().values())) {
      Identifier column = sequence.owningColumn();
      if (column != null && oldName.equals(sequence.owningTable())) {
        draft.sequences().put(sequence.name(), sequence.ownedBy(newName, column));
      }
    }
  }

  void renameColumn(DeclaredTable table, Identifier from, Identifier to)
      throws NotUnderstoodException {
    if (table.column(from) == null || table.column(to) != null) {
      throw new NotUnderstoodException("a column that is not declared, or is declared already");
    }
    DeclaredTable pinned = pinned(table);
    List<DeclaredColumn> columns = new ArrayList<>();
    for (DeclaredColumn column : pinned.columns()) {
      DeclaredColumn renamed = column.name().equals(from) ? column.withName(to) : column;
      boolean computed =
          column.generation() == Generation.STORED || column.generation() == Generation.VIRTUAL;
      columns.add(
          computed
              ? renamed.withGeneration(
                  column.generation(),
                  TokenText.withColumnRenamed(column.generationSql(), from, to))
              : renamed);
    }
    List<DeclaredConstraint> constraints = new ArrayList<>();
    for (DeclaredConstraint constraint : pinned.constraints()) {
      constraints.add(
          constraint
              .withColumns(replaced(constraint.columns(), from, to))
              .withClause(TokenText.withColumnRenamed(constraint.clauseSql(), from, to)));
    }
    List<DeclaredIndex> indexes = new ArrayList<>();
    for (DeclaredIndex index : pinned.indexes()) {
      indexes.add(
          DeclaredIndex.of(
              index.name(),
              index.isUnique(),
              replaced(index.columns(), from, to),
              index.isPlain(),
              TokenText.withColumnRenamed(index.definitionSql(), from, to)));
    }
    draft.put(
        pinned.toBuilder().columns(columns).constraints(constraints).indexes(indexes).build());
    renameReferences(table.name(), from, to);
    draft.renamedColumn(table.name(), from, to);
  }

  private void renameReferences(RelationName table, Identifier from, Identifier to) {
    for (DeclaredTable other : new ArrayList<>(draft.tables().values())) {
      List<DeclaredConstraint> constraints = new ArrayList<>();
      for (DeclaredConstraint constraint : other.constraints()) {
        constraints.add(
            table.equals(constraint.referencedTable())
                ? constraint.withReferenced(
                    table, replaced(constraint.referencedColumns(), from, to))
                : constraint);
      }
      draft.put(other.toBuilder().constraints(constraints).build());
    }
    for (DeclaredSequence sequence : new ArrayList<>(draft.sequences().values())) {
      if (table.equals(sequence.owningTable()) && from.equals(sequence.owningColumn())) {
        draft.sequences().put(sequence.name(), sequence.ownedBy(table, to));
      }
    }
  }

  private DeclaredTable pinned(DeclaredTable table) throws NotUnderstoodException {
    DeclaredTable named = GeneratedNames.pinned(table, draft.tables().keySet());
    DeclaredTable.Builder builder = named.toBuilder();
    SerialColumns serials = new SerialColumns(draft);
    for (DeclaredColumn column : named.columns()) {
      builder.column(identityPinned(table.name(), serials.unfold(table.name(), column)));
    }
    return builder.build();
  }

  private static DeclaredColumn identityPinned(RelationName table, DeclaredColumn column) {
    boolean identity =
        column.generation() == Generation.IDENTITY_ALWAYS
            || column.generation() == Generation.IDENTITY_BY_DEFAULT;
    if (!identity || column.generationSql().contains("SEQUENCE NAME")) {
      return column;
    }
    String options = column.generationSql();
    String rest = options.isEmpty() ? ")" : " " + options.substring(1);
    String name = GeneratedNames.sequenceOf(table, column.name()).sql();
    return column.withGeneration(column.generation(), "(SEQUENCE NAME " + name + rest);
  }

  private static List<Identifier> replaced(List<Identifier> names, Identifier from, Identifier to) {
    List<Identifier> replaced = new ArrayList<>();
    for (Identifier name : names) {
      replaced.add(name.equals(from) ? to : name);
    }
    return replaced;
  }
}

package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredEnum;
import io.schemamedic.engine.schema.DeclaredSequence;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.List;

/** Moves objects of a draft to another schema, with what PostgreSQL moves along. */
final class SchemaMover {
  private final SchemaDraft draft;

  SchemaMover(SchemaDraft draft) {
    this.draft = draft;
  }

  /** Moves a table; its indexes, constraints and sequences go with it under their names. */
  void moveTable(DeclaredTable table, Identifier schemaName) throws NotUnderstoodException {
    RelationName from = table.name();
    RelationName to = RelationName.of(schemaName, from.name());
    if (draft.tables().containsKey(to)) {
      throw new NotUnderstoodException("a name that is declared already");
    }
    for (DeclaredColumn column : table.columns()) {
      // The sequence of an identity is named with its schema in the options.
      if (column.generationSql().contains("SEQUENCE NAME")) {
        throw new NotUnderstoodException("an identity with a sequence of another name");
      }
    }
    for (DeclaredSequence sequence : new ArrayList<>(draft.sequences().values())) {
      if (from.equals(sequence.owningTable())) {
        moveSequence(sequence, schemaName);
      }
    }
    DeclaredTable moved = draft.tables().get(from);
    draft.replace(from, (moved == null ? table : moved).toBuilder().name(to).build());
    follow(from, to);
  }

  /**
   * Renames a schema that the script has made; what is in others, such as {@code public}, may be
   * more than the script knows of.
   */
  void renameSchema(Identifier from, Identifier to) throws NotUnderstoodException {
    if (!draft.schemas().remove(from) || !draft.schemas().add(to)) {
      throw new NotUnderstoodException("a schema that is not declared, or is declared already");
    }
    for (DeclaredEnum type : new ArrayList<>(draft.enums().values())) {
      if (type.name().schemaName().equals(from)) {
        new EnumRenamer(draft).rename(type, RelationName.of(to, type.name().name()));
      }
    }
    for (RelationName type : new ArrayList<>(draft.skippedTypes())) {
      if (type.schemaName().equals(from)) {
        draft.skippedTypes().add(RelationName.of(to, type.name()));
      }
    }
    for (DeclaredTable table : new ArrayList<>(draft.tables().values())) {
      DeclaredTable current = draft.tables().get(table.name());
      if (current != null && table.name().schemaName().equals(from)) {
        moveTable(current, to);
      }
    }
    for (DeclaredSequence sequence : new ArrayList<>(draft.sequences().values())) {
      if (sequence.name().schemaName().equals(from)) {
        moveSequence(sequence, to);
      }
    }
  }

  void moveSequence(DeclaredSequence sequence, Identifier schemaName)
      throws NotUnderstoodException {
    new SequenceRenamer(draft)
        .rename(sequence, RelationName.of(schemaName, sequence.name().name()));
  }

  private void follow(RelationName from, RelationName to) {
    for (DeclaredTable other : new ArrayList<>(draft.tables().values())) {
      List<DeclaredConstraint> constraints = new ArrayList<>();
      for (DeclaredConstraint constraint : other.constraints()) {
        constraints.add(
            from.equals(constraint.referencedTable())
                ? constraint.withReferenced(to, constraint.referencedColumns())
                : constraint);
      }
      draft.put(other.toBuilder().constraints(constraints).build());
    }
    for (DeclaredSequence sequence : new ArrayList<>(draft.sequences().values())) {
      Identifier column = sequence.owningColumn();
      if (column != null && from.equals(sequence.owningTable())) {
        draft.sequences().put(sequence.name(), sequence.ownedBy(to, column));
      }
    }
  }
}

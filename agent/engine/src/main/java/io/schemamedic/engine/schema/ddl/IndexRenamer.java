package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredIndex;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import java.util.ArrayList;
import java.util.List;

/** Renames indexes in a draft; the index of a key has the name of its constraint. */
final class IndexRenamer {
  private final SchemaDraft draft;

  IndexRenamer(SchemaDraft draft) {
    this.draft = draft;
  }

  /** Whether there was an index of that name. */
  boolean rename(QualifiedName name, Identifier newName) {
    Identifier schemaName = name.schemaName();
    for (DeclaredTable table : new ArrayList<>(draft.tables().values())) {
      boolean here = schemaName == null || schemaName.equals(table.name().schemaName());
      if (here && rename(table, name.name(), newName)) {
        return true;
      }
    }
    return false;
  }

  private boolean rename(DeclaredTable table, Identifier name, Identifier newName) {
    DeclaredTable named = GeneratedNames.named(table, draft.tables().keySet());
    for (int i = 0; i < named.indexes().size(); i++) {
      if (name.equals(named.indexes().get(i).name())) {
        List<DeclaredIndex> indexes = new ArrayList<>(table.indexes());
        indexes.set(i, indexes.get(i).withName(newName));
        draft.put(table.toBuilder().indexes(indexes).build());
        return true;
      }
    }
    for (int i = 0; i < named.constraints().size(); i++) {
      DeclaredConstraint constraint = named.constraints().get(i);
      boolean indexed =
          constraint.kind() != DeclaredConstraint.Kind.CHECK
              && constraint.kind() != DeclaredConstraint.Kind.FOREIGN_KEY;
      if (indexed && name.equals(constraint.name())) {
        List<DeclaredConstraint> constraints = new ArrayList<>(table.constraints());
        constraints.set(i, constraints.get(i).withName(newName));
        draft.put(table.toBuilder().constraints(constraints).build());
        return true;
      }
    }
    return false;
  }
}

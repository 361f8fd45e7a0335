package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredIndex;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;

/**
 * Whether a relation, an index or a key of a name is there: they share their names. Scripts have as
 * many indexes as tables, so that not every table may be looked at for each.
 */
final class TakenNames {
  private TakenNames() {}

  static boolean isTaken(SchemaDraft draft, RelationName name) {
    if (draft.tables().containsKey(name) || draft.sequences().containsKey(name)) {
      return true;
    }
    return (draft.hasHadKey(name) && isGiven(draft, name)) || isGenerated(draft, name);
  }

  /** Whether an index or key was given that name. */
  private static boolean isGiven(SchemaDraft draft, RelationName name) {
    for (DeclaredTable table : draft.tables().values()) {
      if (table.name().schemaName().equals(name.schemaName()) && has(table, name.name())) {
        return true;
      }
    }
    return false;
  }

  /** Names that the server makes up begin with that of the table. */
  private static boolean isGenerated(SchemaDraft draft, RelationName name) {
    String text = name.name().value();
    for (int end = 1; end < text.length(); end++) {
      RelationName start =
          RelationName.of(name.schemaName(), Identifier.of(text.substring(0, end)));
      DeclaredTable table = draft.tables().get(start);
      if (table != null && has(GeneratedNames.named(table, draft.tables().keySet()), name.name())) {
        return true;
      }
    }
    return false;
  }

  private static boolean has(DeclaredTable table, Identifier name) {
    for (DeclaredIndex index : table.indexes()) {
      if (name.equals(index.name())) {
        return true;
      }
    }
    for (DeclaredConstraint constraint : table.constraints()) {
      if (name.equals(constraint.name()) && isKey(constraint)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isKey(DeclaredConstraint constraint) {
    return constraint.kind() != DeclaredConstraint.Kind.CHECK
        && constraint.kind() != DeclaredConstraint.Kind.FOREIGN_KEY;
  }
}

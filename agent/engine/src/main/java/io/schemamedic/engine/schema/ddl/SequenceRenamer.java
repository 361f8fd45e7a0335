package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredColumn.Generation;
import io.schemamedic.engine.schema.DeclaredSequence;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Renames sequences in a draft; defaults follow them, as they do in the server. */
final class SequenceRenamer {
  private final SchemaDraft draft;

  SequenceRenamer(SchemaDraft draft) {
    this.draft = draft;
  }

  /**
   * @throws NotUnderstoodException if the name is taken, or a default draws from it in a form that
   *     is not known
   */
  void rename(DeclaredSequence sequence, RelationName newName) throws NotUnderstoodException {
    if (draft.sequences().containsKey(newName) || draft.tables().containsKey(newName)) {
      throw new NotUnderstoodException("a name that is declared already");
    }
    for (DeclaredTable table : new ArrayList<>(draft.tables().values())) {
      DeclaredTable.Builder changed = table.toBuilder();
      for (DeclaredColumn column : table.columns()) {
        String defaultSql = column.defaultSql();
        if (defaultSql == null) {
          continue;
        }
        if (sequence.name().equals(NextvalCall.sequenceOf(defaultSql, draft))) {
          changed.column(column.withDefault(nextval(newName)));
        } else if (defaultSql.contains(sequence.name().name().value())) {
          throw new NotUnderstoodException("a default that may draw from a renamed sequence");
        }
      }
      draft.put(changed.build());
    }
    draft.sequences().remove(sequence.name());
    draft.sequences().put(newName, sequence.withName(newName));
  }

  static String nextval(RelationName sequence) {
    return "nextval('" + sequence.sql().replace("'", "''") + "'::regclass)";
  }

  /** The declared sequence of that name, a serial column's in its long form; null if none is. */
  @Nullable DeclaredSequence find(QualifiedName written) {
    RelationName name = draft.resolve(written, draft.sequences().keySet());
    if (name != null) {
      return draft.sequences().get(name);
    }
    RelationName serial = draft.serialSequence(written);
    for (DeclaredTable table : new ArrayList<>(draft.tables().values())) {
      for (DeclaredColumn column : table.columns()) {
        if (column.generation() == Generation.SERIAL
            && GeneratedNames.sequenceOf(table.name(), column.name()).equals(serial)) {
          draft.put(
              table.toBuilder()
                  .column(new SerialColumns(draft).unfold(table.name(), column))
                  .build());
          return draft.sequences().get(serial);
        }
      }
    }
    return null;
  }
}

package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredEnum;
import io.schemamedic.engine.schema.DeclaredIndex;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.List;

/** Renames enums and their labels in a draft. Columns follow; expressions that name them do not. */
final class EnumRenamer {
  private final SchemaDraft draft;

  EnumRenamer(SchemaDraft draft) {
    this.draft = draft;
  }

  void renameLabel(DeclaredEnum type, String labelSql, String newLabelSql)
      throws NotUnderstoodException {
    int index = type.labelsSql().indexOf(labelSql);
    if (index < 0 || type.labelsSql().contains(newLabelSql)) {
      throw new NotUnderstoodException("a label that is not declared, or is declared already");
    }
    requireUnused(labelSql);
    List<String> labels = new ArrayList<>(type.labelsSql());
    labels.set(index, newLabelSql);
    draft.enums().put(type.name(), DeclaredEnum.of(type.name(), labels));
  }

  void rename(DeclaredEnum type, RelationName newName) throws NotUnderstoodException {
    if (draft.enums().containsKey(newName) || draft.tables().containsKey(newName)) {
      throw new NotUnderstoodException("a name that is declared already");
    }
    requireUnused(type.name().name().value());
    String from = type.name().sql();
    for (DeclaredTable table : new ArrayList<>(draft.tables().values())) {
      DeclaredTable.Builder changed = table.toBuilder();
      for (DeclaredColumn column : table.columns()) {
        String typeSql = column.typeSql();
        String rest = typeSql.startsWith(from) ? typeSql.substring(from.length()) : "x";
        if (rest.isEmpty() || rest.startsWith("[") || rest.startsWith(" ")) {
          changed.column(column.withType(newName.sql() + rest));
        }
      }
      draft.put(changed.build());
    }
    draft.enums().remove(type.name());
    draft.enums().put(newName, DeclaredEnum.of(newName, type.labelsSql()));
  }

  /** The server keeps expressions in a form that follows; ours is the text as it was written. */
  private void requireUnused(String text) throws NotUnderstoodException {
    for (DeclaredTable table : draft.tables().values()) {
      List<String> expressions = new ArrayList<>();
      for (DeclaredColumn column : table.columns()) {
        expressions.add(String.valueOf(column.defaultSql()));
        expressions.add(column.generationSql());
      }
      for (DeclaredConstraint constraint : table.constraints()) {
        expressions.add(constraint.clauseSql());
      }
      for (DeclaredIndex index : table.indexes()) {
        expressions.add(index.definitionSql());
      }
      for (String expression : expressions) {
        if (expression.contains(text)) {
          throw new NotUnderstoodException("an expression that may name what is renamed");
        }
      }
    }
  }
}

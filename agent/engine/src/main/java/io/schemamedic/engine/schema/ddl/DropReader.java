package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredEnum;
import io.schemamedic.engine.schema.DeclaredIndex;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads DROP from behind that word. */
final class DropReader {
  private final SchemaDraft draft;
  private final ScriptStatement statement;

  DropReader(SchemaDraft draft, ScriptStatement statement) {
    this.draft = draft;
    this.statement = statement;
  }

  void read(TokenCursor cursor) throws NotUnderstoodException {
    if (cursor.accept("table")) {
      cursor.acceptIfExists();
      for (QualifiedName name : names(cursor)) {
        dropTable(name);
      }
    } else if (cursor.accept("index")) {
      cursor.accept("concurrently");
      cursor.acceptIfExists();
      for (QualifiedName name : names(cursor)) {
        dropIndex(name);
      }
    } else if (cursor.accept("sequence")) {
      cursor.acceptIfExists();
      for (QualifiedName name : names(cursor)) {
        dropSequence(name);
      }
    } else if (cursor.accept("type") || cursor.accept("domain")) {
      cursor.acceptIfExists();
      for (QualifiedName name : names(cursor)) {
        dropType(name);
      }
    } else if (cursor.accept("schema")) {
      cursor.acceptIfExists();
      for (QualifiedName name : names(cursor)) {
        dropSchema(name.name());
      }
    } else {
      throw new NotUnderstoodException("an object that is not part of the model");
    }
  }

  private static List<QualifiedName> names(TokenCursor cursor) throws NotUnderstoodException {
    List<QualifiedName> names = new ArrayList<>();
    do {
      names.add(cursor.qualifiedName());
    } while (cursor.accept(SqlToken.Kind.COMMA));
    if (!cursor.accept("cascade")) {
      cursor.accept("restrict");
    }
    cursor.expectEnd();
    return names;
  }

  private void dropTable(QualifiedName name) {
    DeclaredTable table = draft.table(name);
    if (table == null) {
      draft.skip(statement, "a table that is not declared");
    } else {
      new TableRemover(draft).removeTable(table.name());
    }
  }

  private void dropIndex(QualifiedName name) {
    for (DeclaredTable table : new ArrayList<>(draft.tables().values())) {
      List<DeclaredIndex> kept = without(table, name);
      if (kept != null) {
        draft.put(table.toBuilder().indexes(kept).build());
        return;
      }
    }
    draft.skip(statement, "an index that is not declared");
  }

  /** The indexes of the table but that one; absent if it is not among them. */
  private @Nullable List<DeclaredIndex> without(DeclaredTable table, QualifiedName index) {
    Identifier schemaName = index.schemaName();
    if (schemaName != null && !schemaName.equals(table.name().schemaName())) {
      return null;
    }
    List<DeclaredIndex> named = GeneratedNames.named(table, draft.tables().keySet()).indexes();
    for (int i = 0; i < named.size(); i++) {
      if (index.name().equals(named.get(i).name())) {
        List<DeclaredIndex> kept = new ArrayList<>(table.indexes());
        kept.remove(i);
        return kept;
      }
    }
    return null;
  }

  private void dropSequence(QualifiedName name) {
    RelationName known = draft.resolve(name, draft.sequences().keySet());
    RelationName sequence = known == null ? draft.serialSequence(name) : known;
    if (sequence == null) {
      draft.skip(statement, "a sequence that is not declared");
    } else {
      draft.doubtUsersOf(sequence, statement, "a sequence that is dropped");
      draft.sequences().remove(sequence);
    }
  }

  private void dropType(QualifiedName name) {
    RelationName known = draft.resolve(name, draft.enums().keySet());
    DeclaredEnum type = known == null ? null : draft.enums().get(known);
    if (type == null) {
      draft.skip(statement, "a type that is not a declared enum");
    } else {
      draft.doubtUsersOf(type, statement, "a type that is dropped");
      draft.enums().remove(type.name());
    }
  }

  private void dropSchema(Identifier schemaName) {
    draft.schemas().remove(schemaName);
    for (RelationName table : new ArrayList<>(draft.tables().keySet())) {
      if (table.schemaName().equals(schemaName)) {
        new TableRemover(draft).removeTable(table);
      }
    }
    draft.enums().keySet().removeIf(name -> name.schemaName().equals(schemaName));
    draft.sequences().keySet().removeIf(name -> name.schemaName().equals(schemaName));
  }
}

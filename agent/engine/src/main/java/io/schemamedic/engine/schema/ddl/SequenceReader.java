package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredSequence;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;

/** Reads CREATE SEQUENCE and ALTER SEQUENCE from behind these words. */
final class SequenceReader {
  private final SchemaDraft draft;
  private final ScriptStatement statement;

  SequenceReader(SchemaDraft draft, ScriptStatement statement) {
    this.draft = draft;
    this.statement = statement;
  }

  void create(TokenCursor cursor) throws NotUnderstoodException {
    boolean ifNotExists = cursor.acceptIfNotExists();
    RelationName name = draft.newName(cursor.qualifiedName());
    if (draft.sequences().containsKey(name)) {
      if (!ifNotExists) {
        throw new NotUnderstoodException("a sequence that is declared already");
      }
      return;
    }
    List<SqlToken> options = new ArrayList<>();
    DeclaredSequence sequence = DeclaredSequence.of(name, "");
    while (!cursor.atEnd()) {
      if (cursor.accept("owned", "by")) {
        sequence = owned(sequence, cursor);
      } else {
        options.add(cursor.next());
      }
    }
    DeclaredSequence whole = DeclaredSequence.of(name, TokenText.of(options));
    RelationName owner = sequence.owningTable();
    Identifier column = sequence.owningColumn();
    draft
        .sequences()
        .put(name, owner == null || column == null ? whole : whole.ownedBy(owner, column));
  }

  void alter(TokenCursor cursor) throws NotUnderstoodException {
    cursor.acceptIfExists();
    QualifiedName written = cursor.qualifiedName();
    RelationName name = draft.resolve(written, draft.sequences().keySet());
    DeclaredSequence sequence = name == null ? null : draft.sequences().get(name);
    if (cursor.isWord("owner")) {
      draft.skip(statement, "ownership");
      return;
    }
    if (cursor.isWord("restart")) {
      draft.skip(statement, "data");
      return;
    }
    if (sequence == null || !cursor.accept("owned", "by")) {
      RelationName altered = name == null ? draft.serialSequence(written) : name;
      draft.skip(statement, "a sequence that is altered");
      if (altered != null) {
        draft.doubtUsersOf(altered, statement, "a sequence that is altered");
      }
      return;
    }
    DeclaredSequence changed = owned(sequence, cursor);
    cursor.expectEnd();
    draft.sequences().put(sequence.name(), changed);
  }

  private DeclaredSequence owned(DeclaredSequence sequence, TokenCursor cursor)
      throws NotUnderstoodException {
    if (cursor.accept("none")) {
      return sequence.ownedByNone();
    }
    List<Identifier> parts = new ArrayList<>();
    do {
      parts.add(cursor.name());
    } while (cursor.accept(SqlToken.Kind.DOT));
    if (parts.size() < 2 || parts.size() > 3) {
      throw TokenCursor.unexpected();
    }
    Identifier column = parts.get(parts.size() - 1);
    QualifiedName owner =
        new QualifiedName(parts.size() == 3 ? parts.get(0) : null, parts.get(parts.size() - 2));
    DeclaredTable table = draft.table(owner);
    if (table == null || table.column(column) == null) {
      throw new NotUnderstoodException("a sequence of a column that is not declared");
    }
    return sequence.ownedBy(table.name(), column);
  }
}

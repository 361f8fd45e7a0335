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
    if (cursor.isWord("owner")) {
      draft.skip(statement, "ownership");
      return;
    }
    if (cursor.isWord("restart") && !cursor.isWord(4, "owned")) {
      draft.skip(statement, "data");
      return;
    }
    DeclaredSequence sequence = new SequenceRenamer(draft).find(written);
    if (sequence == null) {
      draft.skip(statement, "a sequence that is not declared");
      return;
    }
    try {
      alter(sequence, cursor);
    } catch (NotUnderstoodException e) {
      draft.skip(statement, "a sequence that is altered");
      draft.doubtUsersOf(sequence.name(), statement, "a sequence that is altered");
    }
  }

  private void alter(DeclaredSequence sequence, TokenCursor cursor) throws NotUnderstoodException {
    if (cursor.accept("rename", "to")) {
      RelationName name = sequence.name();
      new SequenceRenamer(draft)
          .rename(sequence, RelationName.of(name.schemaName(), cursor.name()));
    } else if (cursor.accept("set", "schema")) {
      new SchemaMover(draft).moveSequence(sequence, cursor.name());
    } else if (cursor.accept("owned", "by")) {
      DeclaredSequence changed = owned(sequence, cursor);
      cursor.expectEnd();
      draft.sequences().put(sequence.name(), changed);
    } else {
      SequenceOptions options = SequenceOptions.of(sequence.optionsSql());
      options.alter(cursor);
      draft.sequences().put(sequence.name(), sequence.withOptions(options.sql()));
    }
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

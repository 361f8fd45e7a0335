package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlToken;
import io.schemamedic.engine.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads COMMENT ON from behind these words; only those on tables and columns are kept. */
final class CommentReader {
  private final SchemaDraft draft;

  CommentReader(SchemaDraft draft) {
    this.draft = draft;
  }

  void read(TokenCursor cursor) throws NotUnderstoodException {
    if (cursor.accept("table")) {
      DeclaredTable table = draft.table(cursor.qualifiedName());
      String comment = text(cursor);
      if (table == null) {
        throw new NotUnderstoodException("a comment on what is not declared");
      }
      draft.put(table.toBuilder().comment(comment).build());
    } else if (cursor.accept("column")) {
      column(cursor);
    } else {
      throw new NotUnderstoodException("a comment on what is not part of the model");
    }
  }

  private void column(TokenCursor cursor) throws NotUnderstoodException {
    List<Identifier> parts = new ArrayList<>();
    do {
      parts.add(cursor.name());
    } while (cursor.accept(Kind.DOT));
    String comment = text(cursor);
    if (parts.size() < 2 || parts.size() > 3) {
      throw TokenCursor.unexpected();
    }
    Identifier name = parts.get(parts.size() - 1);
    DeclaredTable table =
        draft.table(
            new QualifiedName(
                parts.size() == 3 ? parts.get(0) : null, parts.get(parts.size() - 2)));
    DeclaredColumn column = table == null ? null : table.column(name);
    if (table == null || column == null) {
      throw new NotUnderstoodException("a comment on what is not declared");
    }
    draft.put(table.toBuilder().column(column.withComment(comment)).build());
  }

  private static @Nullable String text(TokenCursor cursor) throws NotUnderstoodException {
    cursor.expect("is");
    SqlToken text = cursor.next();
    cursor.expectEnd();
    if (text.isWord("null")) {
      return null;
    }
    if (!text.is(Kind.STRING)) {
      throw TokenCursor.unexpected();
    }
    return text.text();
  }
}

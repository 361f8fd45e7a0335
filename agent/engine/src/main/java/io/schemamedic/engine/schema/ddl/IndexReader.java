package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredIndex;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlToken;
import io.schemamedic.engine.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what stands behind the table of CREATE INDEX. */
final class IndexReader {
  private IndexReader() {}

  static DeclaredIndex read(TokenCursor cursor, @Nullable Identifier name, boolean unique)
      throws NotUnderstoodException {
    String method = cursor.accept("using") ? cursor.name().sql() : "btree";
    List<SqlToken> keys = cursor.parenthesized();
    List<SqlToken> rest = cursor.rest();
    for (SqlToken token : rest) {
      if (token.isWord("tablespace")) {
        throw new NotUnderstoodException("a tablespace");
      }
    }
    List<Identifier> columns = new ArrayList<>();
    boolean plain = rest.isEmpty();
    for (List<SqlToken> key : TokenCursor.splitAtCommas(TokenCursor.inside(keys))) {
      Identifier column = plainColumn(key);
      if (column == null) {
        plain = false;
      } else {
        columns.add(column);
      }
    }
    String definition = "USING " + method + " " + TokenText.of(keys);
    return DeclaredIndex.of(
        name,
        unique,
        columns,
        plain,
        rest.isEmpty() ? definition : definition + " " + TokenText.of(rest));
  }

  /** The column of a key such as {@code a COLLATE "C" DESC}; absent if it is an expression. */
  private static @Nullable Identifier plainColumn(List<SqlToken> key)
      throws NotUnderstoodException {
    if (key.isEmpty()) {
      throw TokenCursor.unexpected();
    }
    Identifier column = key.get(0).identifier();
    boolean function =
        key.size() > 1 && (key.get(1).is(Kind.LEFT_PAREN) || key.get(1).is(Kind.DOT));
    return function ? null : column;
  }
}

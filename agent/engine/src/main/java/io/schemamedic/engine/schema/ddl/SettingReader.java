package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlLexer;
import io.schemamedic.engine.sql.SqlToken;
import io.schemamedic.engine.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads SET, RESET and set_config(): only the search path decides what later statements mean. */
final class SettingReader {
  private final SchemaDraft draft;

  SettingReader(SchemaDraft draft) {
    this.draft = draft;
  }

  /** Reads what follows SET. */
  void set(TokenCursor cursor) throws NotUnderstoodException {
    if (!cursor.accept("session")) {
      cursor.accept("local");
    }
    if (cursor.accept("schema")) {
      searchPath(cursor.rest());
    } else if (cursor.accept("search_path")) {
      if (!cursor.accept("to") && !cursor.acceptOperator("=")) {
        throw TokenCursor.unexpected();
      }
      searchPath(cursor.rest());
    } else if (cursor.accept("standard_conforming_strings")) {
      cursor.next();
      SqlToken value = cursor.next();
      if (!value.isWord("on") && !"on".equals(TokenText.contentOf(value))) {
        throw new NotUnderstoodException("strings with backslashes");
      }
    }
  }

  /** Reads what follows RESET. */
  void reset(TokenCursor cursor) {
    if (cursor.isAnyWord("search_path", "all")) {
      draft.resetSearchPath();
    }
  }

  /** Whether this is a call of set_config() for the search path, which is then obeyed. */
  boolean setConfig(TokenCursor cursor) throws NotUnderstoodException {
    if (cursor.accept("pg_catalog")) {
      cursor.expect(Kind.DOT);
    }
    if (!cursor.accept("set_config") || !cursor.accept(Kind.LEFT_PAREN)) {
      return false;
    }
    if (!"search_path".equals(TokenText.contentOf(cursor.next()))) {
      return true;
    }
    cursor.expect(Kind.COMMA);
    String content = TokenText.contentOf(cursor.next());
    if (content == null) {
      throw new NotUnderstoodException("a search path that is not a plain string");
    }
    searchPath(SqlLexer.tokenize(content));
    return true;
  }

  private void searchPath(List<SqlToken> value) throws NotUnderstoodException {
    List<Identifier> path = new ArrayList<>();
    if (value.size() == 1 && value.get(0).isWord("default")) {
      draft.resetSearchPath();
      return;
    }
    for (SqlToken token : value) {
      if (token.is(Kind.COMMA)) {
        continue;
      }
      // In SET a string is one schema's exact name.
      String content = TokenText.contentOf(token);
      Identifier name =
          content == null || content.isEmpty() ? token.identifier() : Identifier.of(content);
      if (name == null && !"".equals(content)) {
        throw new NotUnderstoodException("a search path that cannot be read");
      }
      // "$user" names a schema that only exists where someone made it; scripts do not mean it.
      if (name != null && !name.value().equals("$user") && !name.value().startsWith("pg_")) {
        path.add(name);
      }
    }
    draft.searchPath(path);
  }
}

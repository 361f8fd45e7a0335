package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.sql.SqlLexer;
import io.schemamedic.engine.sql.SqlToken;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Statements whose effect nobody can read off: DO blocks and calls of functions. What they might
 * have altered is no longer trusted.
 */
final class OpaqueStatementReader {
  private final SchemaDraft draft;
  private final ScriptStatement statement;

  OpaqueStatementReader(SchemaDraft draft, ScriptStatement statement) {
    this.draft = draft;
    this.statement = statement;
  }

  /** Doubts every table that a block with DDL in it mentions, and types that it creates. */
  void block() throws NotUnderstoodException {
    draft.skip(statement, "a block of code");
    for (SqlToken token : statement.tokens()) {
      String body = TokenText.contentOf(token);
      if (body != null) {
        blockBody(SqlLexer.tokenize(body));
      }
    }
  }

  private void blockBody(List<SqlToken> body) throws NotUnderstoodException {
    boolean ddl = false;
    Set<RelationName> mentioned = new LinkedHashSet<>();
    for (int i = 0; i < body.size(); i++) {
      SqlToken token = body.get(i);
      ddl |= token.isWord("alter") || token.isWord("drop") || token.isWord("execute");
      boolean type = token.isWord("type") || token.isWord("domain");
      if (type && i > 0 && body.get(i - 1).isWord("create")) {
        TokenCursor name = new TokenCursor(body.subList(i + 1, body.size()));
        draft.skippedTypes().add(draft.newName(name.qualifiedName()));
      }
      addMentioned(mentioned, token);
      String literal = TokenText.contentOf(token);
      if (literal != null) {
        SqlLexer.tokenize(literal).forEach(each -> addMentioned(mentioned, each));
      }
    }
    if (ddl) {
      mentioned.forEach(name -> draft.doubt(statement, "a block of code that alters", name));
    }
  }

  /** Doubts every table that the statement mentions anywhere, in strings as well. */
  void doubtMentioned(String reason) {
    Set<RelationName> mentioned = new LinkedHashSet<>();
    for (SqlToken token : statement.tokens()) {
      addMentioned(mentioned, token);
      String literal = TokenText.contentOf(token);
      if (literal != null) {
        SqlLexer.tokenize(literal).forEach(each -> addMentioned(mentioned, each));
      }
    }
    mentioned.forEach(name -> draft.doubt(statement, reason, name));
  }

  private void addMentioned(Set<RelationName> mentioned, SqlToken token) {
    Identifier name = token.identifier();
    for (DeclaredTable table : draft.tables().values()) {
      if (table.name().name().equals(name)) {
        mentioned.add(table.name());
      }
    }
  }

  /** Doubts every table that a query names in a string: that is how functions are told of it. */
  void call(String reason) {
    draft.skip(statement, reason);
    Set<RelationName> named = new LinkedHashSet<>();
    for (SqlToken token : statement.tokens()) {
      String content = TokenText.contentOf(token);
      if (content != null) {
        addNamed(named, content);
      }
    }
    new ArrayList<>(named)
        .forEach(name -> draft.doubt(statement, "a function that is told of it", name));
  }

  private void addNamed(Set<RelationName> named, String content) {
    TokenCursor cursor = new TokenCursor(SqlLexer.tokenize(content));
    try {
      DeclaredTable table = draft.table(cursor.qualifiedName());
      if (table != null && cursor.atEnd()) {
        named.add(table.name());
      }
    } catch (NotUnderstoodException e) {
      // A string that is no name names no table.
      return;
    }
  }
}

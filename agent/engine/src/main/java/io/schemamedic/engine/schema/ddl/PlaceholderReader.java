package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.sql.SqlToken;
import io.schemamedic.engine.sql.SqlToken.Kind;
import java.util.Collections;
import java.util.List;

/**
 * Reads a statement into which a migration tool puts values of its own, such as {@code ${schema}}.
 * What they are is not known, so whatever the statement defines or mentions is in doubt.
 */
final class PlaceholderReader {
  private static final String REASON = "a placeholder";
  private static final String BEGINNING = "${";

  private final SchemaDraft draft;
  private final ScriptStatement statement;
  private final TokenCursor cursor;

  PlaceholderReader(SchemaDraft draft, ScriptStatement statement) {
    this.draft = draft;
    this.statement = statement;
    this.cursor = new TokenCursor(statement.tokens());
  }

  /** Whether the statement has a placeholder and could define something. */
  static boolean isNeededFor(ScriptStatement statement) {
    TokenCursor cursor = new TokenCursor(statement.tokens());
    boolean defines =
        cursor.isAnyWord("create", "alter", "drop", "set", "do", "select", "call")
            || !cursor.is(Kind.WORD);
    return defines && firstPlaceholder(statement.tokens()) < statement.tokens().size();
  }

  void read() {
    try {
      if (cursor.accept("set")) {
        setting();
      } else if (cursor.accept("create")) {
        create();
      } else {
        skip();
      }
    } catch (NotUnderstoodException e) {
      skip();
    }
  }

  private void skip() {
    draft.skip(statement, REASON);
    new OpaqueStatementReader(draft, statement).doubtMentioned(REASON);
  }

  /** With a search path that is not known, names without a schema mean nothing any more. */
  private void setting() {
    draft.skip(statement, REASON);
    if (!cursor.accept("session")) {
      cursor.accept("local");
    }
    if (cursor.isAnyWord("schema", "search_path")) {
      draft.searchPath(Collections.emptyList());
    }
  }

  private void create() throws NotUnderstoodException {
    cursor.accept("unlogged");
    if (cursor.accept("table")) {
      table();
    } else {
      if (cursor.accept("type") || cursor.accept("domain")) {
        draft.skippedTypes().add(draft.newName(name()));
      }
      skip();
    }
  }

  /** A table whose name is known is declared, so that it is never taken for undeclared. */
  private void table() throws NotUnderstoodException {
    cursor.acceptIfNotExists();
    RelationName name = draft.newName(name());
    new StatementReader(draft, statement).read();
    draft.doubt(statement, REASON, name);
  }

  private QualifiedName name() throws NotUnderstoodException {
    QualifiedName name = cursor.qualifiedName();
    if (firstPlaceholder(statement.tokens()) < cursor.passed()) {
      throw new NotUnderstoodException(REASON);
    }
    return name;
  }

  /** Where it begins, or the number of tokens. */
  private static int firstPlaceholder(List<SqlToken> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      SqlToken token = tokens.get(i);
      SqlToken next = i + 1 < tokens.size() ? tokens.get(i + 1) : null;
      boolean split =
          token.text().endsWith("$")
              && next != null
              && next.start() == token.end()
              && next.text().startsWith("{");
      if (split || token.text().contains(BEGINNING)) {
        return i;
      }
    }
    return tokens.size();
  }
}

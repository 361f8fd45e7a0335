package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.sql.SqlToken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements behind which a script can no longer be read with confidence. */
final class ScriptEnd {
  private ScriptEnd() {}

  /** Why reading has to end behind this statement; absent if it may go on. */
  static @Nullable String reasonAt(ScriptStatement statement, SchemaDraft draft) {
    List<SqlToken> tokens = statement.tokens();
    if (!statement.isForPsql()) {
      return switchesBackslashesOn(tokens) ? "strings with backslashes" : null;
    }
    if (tokens.size() < 2) {
      return null;
    }
    SqlToken command = tokens.get(1);
    if (command.isWord("if")) {
      return "a condition for psql";
    }
    // pg_dump --create begins with this; behind tables, another database begins.
    boolean connects = command.isWord("connect") || command.isWord("c");
    return connects && !draft.tables().isEmpty() ? "another database" : null;
  }

  private static boolean switchesBackslashesOn(List<SqlToken> tokens) {
    for (int i = 0; tokens.get(0).isWord("set") && i + 2 < tokens.size(); i++) {
      if (tokens.get(i).isWord("standard_conforming_strings")) {
        SqlToken value = tokens.get(i + 2);
        return !value.isWord("on") && !"on".equals(TokenText.contentOf(value));
      }
    }
    return false;
  }
}

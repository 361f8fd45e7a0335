package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.sql.SqlToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One statement of a script, or one line for psql. Immutable. */
final class ScriptStatement {
  /** The words that say what a statement is; anything else could be a name or a value. */
  private static final Set<String> KEYWORDS =
      new HashSet<>(
          Arrays.asList(
              ("abort add aggregate all alter analyze as attach authorization before begin call"
                      + " cast checkpoint class close cluster collation column comment commit"
                      + " concurrently configuration constraint conversion copy create database"
                      + " deallocate declare default delete detach discard do domain drop end enum"
                      + " event execute explain extension family foreign from function global"
                      + " grant group import index insert into is language large listen load local"
                      + " lock materialized merge method move not notify null object on only"
                      + " operator or owned parser partition policy prepare privileges procedure"
                      + " publication range reassign recursive refresh reindex release rename"
                      + " replace reset revoke role rollback routine rule savepoint schema search"
                      + " security select sequence server set start statistics subscription system"
                      + " table tablespace temp temporary template text transaction transform"
                      + " trigger truncate trusted type unique unlisten unlogged update user vacuum"
                      + " values view with wrapper")
                  .split(" ")));

  private static final int MAX_KEYWORDS = 4;

  private final String sourceName;
  private final int line;
  private final List<SqlToken> tokens;
  private final boolean forPsql;

  ScriptStatement(String sourceName, int line, List<SqlToken> tokens, boolean forPsql) {
    this.sourceName = sourceName;
    this.line = line;
    this.tokens = Collections.unmodifiableList(new ArrayList<>(tokens));
    this.forPsql = forPsql;
  }

  String sourceName() {
    return sourceName;
  }

  /** From 1. */
  int line() {
    return line;
  }

  /** At least one, without the semicolon. */
  List<SqlToken> tokens() {
    return tokens;
  }

  /** Whether this is a line that begins with a backslash, which the server never sees. */
  boolean isForPsql() {
    return forPsql;
  }

  boolean isUnterminated() {
    return tokens.get(tokens.size() - 1).is(SqlToken.Kind.UNTERMINATED);
  }

  /** Up to four leading key words in upper case; for psql the backslash and the command. */
  String keywords() {
    if (forPsql) {
      return "\\" + (tokens.size() > 1 ? tokens.get(1).foldedText() : "");
    }
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < Math.min(tokens.size(), MAX_KEYWORDS); i++) {
      SqlToken token = tokens.get(i);
      if (!token.is(SqlToken.Kind.WORD) || !KEYWORDS.contains(token.foldedText())) {
        break;
      }
      words.append(i == 0 ? "" : " ").append(token.text().toUpperCase(Locale.ROOT));
    }
    return words.length() == 0 ? "?" : words.toString();
  }
}

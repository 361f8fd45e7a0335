package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.sql.SqlLexer;
import io.schemamedic.engine.sql.SqlToken;
import io.schemamedic.engine.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a script into statements as psql does: at semicolons outside parentheses and outside the
 * bodies of SQL-standard functions, with lines for psql and the data of COPY in between.
 */
final class ScriptSplitter {
  private final String sourceName;
  private final String script;
  private int position;
  private int line = 1;
  private int countedTo;

  ScriptSplitter(String sourceName, String script) {
    this.sourceName = sourceName;
    this.script = script;
    this.position = script.startsWith("\uFEFF") ? 1 : 0;
  }

  /** The next statement, or nothing at the end of the script. */
  @Nullable ScriptStatement next() {
    SqlToken first = SqlLexer.tokenAt(script, position);
    while (first != null && first.is(Kind.SEMICOLON)) {
      position = first.end();
      first = SqlLexer.tokenAt(script, position);
    }
    if (first == null) {
      return null;
    }
    int startLine = lineOf(first.start());
    if (isBackslash(first)) {
      return forPsql(first, startLine);
    }
    List<SqlToken> tokens = statement(first);
    if (isCopyFromStdin(tokens)) {
      skipCopyData();
    }
    return new ScriptStatement(sourceName, startLine, tokens, false);
  }

  private static boolean isBackslash(SqlToken token) {
    return token.is(Kind.OPERATOR) && token.text().startsWith("\\");
  }

  private ScriptStatement forPsql(SqlToken backslash, int startLine) {
    int end = endOfLine(backslash.start());
    position = end;
    return new ScriptStatement(
        sourceName, startLine, SqlLexer.tokenize(script.substring(backslash.start(), end)), true);
  }

  private List<SqlToken> statement(SqlToken first) {
    List<SqlToken> tokens = new ArrayList<>();
    BodyDepth depth = new BodyDepth();
    SqlToken token = first;
    while (token != null) {
      if (isBackslash(token)) {
        // Such as \gexec, which ends a statement without a semicolon.
        position = token.start();
        break;
      }
      position = token.end();
      if (token.is(Kind.SEMICOLON) && depth.isOutside()) {
        break;
      }
      depth.see(token);
      tokens.add(token);
      token = SqlLexer.tokenAt(script, position);
    }
    return tokens;
  }

  private static boolean isCopyFromStdin(List<SqlToken> tokens) {
    if (!tokens.get(0).isWord("copy")) {
      return false;
    }
    for (int i = 1; i < tokens.size(); i++) {
      if (tokens.get(i - 1).isWord("from") && tokens.get(i).isWord("stdin")) {
        return true;
      }
    }
    return false;
  }

  private void skipCopyData() {
    position = nextLine(position);
    while (position < script.length()) {
      String dataLine = script.substring(position, endOfLine(position));
      position = nextLine(position);
      if (dataLine.equals("\\.")) {
        return;
      }
    }
  }

  private int endOfLine(int from) {
    int end = from;
    while (end < script.length() && script.charAt(end) != '\n' && script.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private int nextLine(int from) {
    int newLine = script.indexOf('\n', from);
    return newLine < 0 ? script.length() : newLine + 1;
  }

  private int lineOf(int offset) {
    while (countedTo < offset) {
      if (script.charAt(countedTo++) == '\n') {
        line++;
      }
    }
    return line;
  }

  /** Parentheses, and BEGIN to END of a function whose body is not a string. */
  private static final class BodyDepth {
    private final List<SqlToken> beginning = new ArrayList<>();
    private int parentheses;
    private int blocks;

    boolean isOutside() {
      return parentheses == 0 && blocks == 0;
    }

    void see(SqlToken token) {
      if (beginning.size() < 4) {
        beginning.add(token);
      }
      if (token.is(Kind.LEFT_PAREN)) {
        parentheses++;
      } else if (token.is(Kind.RIGHT_PAREN)) {
        parentheses = Math.max(0, parentheses - 1);
      } else if (token.isWord("begin") && createsRoutine()) {
        blocks++;
      } else if (token.isWord("case") && blocks > 0) {
        blocks++;
      } else if (token.isWord("end") && blocks > 0) {
        blocks--;
      }
    }

    private boolean createsRoutine() {
      int i = beginning.size() > 2 && beginning.get(1).isWord("or") ? 3 : 1;
      return beginning.get(0).isWord("create")
          && beginning.size() > i
          && (beginning.get(i).isWord("function") || beginning.get(i).isWord("procedure"));
    }
  }
}

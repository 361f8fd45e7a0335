package io.schemamedic.engine.statement;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlToken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement with the clause and the depth of each token, and the questions about a place in it
 * that need no grammar. Immutable.
 */
final class StatementLayout {
  private final StatementShape shape;
  private final List<SqlToken> tokens;
  private final int[] depths;
  private final Clause[] clauses;
  private final int targetEnd;

  StatementLayout(StatementShape shape) {
    this.shape = shape;
    this.tokens = shape.tokens();
    this.depths = Clause.depths(tokens);
    this.clauses = Clause.clauses(shape, depths);
    this.targetEnd = endOfTarget();
  }

  StatementShape.Kind kind() {
    return shape.kind();
  }

  int size() {
    return tokens.size();
  }

  SqlToken token(int index) {
    return tokens.get(index);
  }

  @Nullable Identifier identifier(int index) {
    return tokens.get(index).identifier();
  }

  Clause clause(int index) {
    return clauses[index];
  }

  boolean isOutermost(int index) {
    return depths[index] == 0;
  }

  boolean isFollowedBy(int index, SqlToken.Kind kind) {
    return index + 1 < tokens.size() && tokens.get(index + 1).kind() == kind;
  }

  private int endOfTarget() {
    int end = -1;
    if (kind() == StatementShape.Kind.INSERT) {
      end = 2;
    } else if (kind() == StatementShape.Kind.UPDATE) {
      end = tokens.size() > 1 && tokens.get(1).isWord("only") ? 2 : 1;
    }
    while (end >= 0 && isFollowedBy(end, SqlToken.Kind.DOT)) {
      end += 2;
    }
    return end;
  }

  /** The last part of the name with which INSERT INTO or UPDATE begins. */
  boolean isTarget(int index) {
    return index == targetEnd;
  }

  boolean contains(Clause clause) {
    for (Clause other : clauses) {
      if (other == clause) {
        return true;
      }
    }
    return false;
  }

  boolean containsWord(String word) {
    for (SqlToken token : tokens) {
      if (token.isWord(word)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a table is read by SELECT or TABLE anywhere in the statement. */
  boolean containsQuery() {
    return containsWord("select") || containsWord("table");
  }

  /** In the column list of an INSERT, and not in a query in its place. */
  boolean isInsertedColumn(int index) {
    return clauses[index] == Clause.INSERT_COLUMNS && depths[index] == 1 && !isInsertedQuery();
  }

  private boolean isInsertedQuery() {
    for (int i = 0; i < tokens.size(); i++) {
      SqlToken token = tokens.get(i);
      boolean opensQuery =
          token.isWord("select")
              || token.isWord("table")
              || token.isWord("values")
              || token.isWord("with");
      if (opensQuery && clauses[i] == Clause.INSERT_COLUMNS) {
        return true;
      }
    }
    return false;
  }

  /** {@code SET c =} or {@code , c =} directly in the SET list. */
  boolean isAssigned(int index) {
    return clauses[index] == Clause.SET
        && depths[index] == 0
        && index > 0
        && (tokens.get(index - 1).isWord("set")
            || tokens.get(index - 1).kind() == SqlToken.Kind.COMMA)
        && index + 1 < tokens.size()
        && tokens.get(index + 1).isOperator("=");
  }

  /** The token belongs to an item {@code [t.]c [[AS] alias]} of the given list. */
  boolean isPlainItem(int index, Clause list) {
    if (clauses[index] != list || depths[index] != 0) {
      return false;
    }
    int start = index;
    while (start > 0 && isInsideItem(start - 1, list)) {
      start--;
    }
    int i = start;
    while (i + 1 < tokens.size() && identifier(i) != null && isFollowedBy(i, SqlToken.Kind.DOT)) {
      i += 2;
    }
    if (i != index) {
      return false;
    }
    i++;
    if (i < tokens.size() && isInsideItem(i, list) && tokens.get(i).isWord("as")) {
      i++;
    }
    if (i < tokens.size() && isInsideItem(i, list) && identifier(i) != null) {
      i++;
    }
    return i >= tokens.size() || !isInsideItem(i, list);
  }

  /** The alias of a plain item; null if it has none. */
  @Nullable Identifier aliasOfItem(int index, Clause list) {
    int i = index + 1;
    if (i < tokens.size() && isInsideItem(i, list) && tokens.get(i).isWord("as")) {
      i++;
    }
    return i < tokens.size() && isInsideItem(i, list) ? identifier(i) : null;
  }

  private boolean isInsideItem(int index, Clause list) {
    return clauses[index] == list
        && !(depths[index] == 0 && tokens.get(index).kind() == SqlToken.Kind.COMMA)
        && !tokens.get(index).isWord(list.opener());
  }
}

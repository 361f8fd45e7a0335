package io.schemamedic.engine.statement;

import io.schemamedic.engine.sql.SqlToken;

/** Reads select lists and RETURNING. */
final class OutputReader {
  private final StatementTree tree;
  private final StatementTokens tokens;
  private final QueryReader queries;

  OutputReader(StatementTree tree, QueryReader queries) {
    this.tree = tree;
    this.tokens = tree.tokens();
    this.queries = queries;
  }

  void read(Scope scope, int from, int to) {
    int start = from;
    while (start < to) {
      int end = tokens.find(start, to, i -> tokens.is(i, SqlToken.Kind.COMMA));
      scope.addItem(item(scope, start, end));
      start = end + 1;
    }
  }

  private OutputItem item(Scope scope, int start, int end) {
    if (tokens.opensQuery(start) && labelEnds(tokens.next(start), end)) {
      int label = label(tokens.next(start), end);
      OutputItem item = OutputItem.query(scope, label < 0 ? null : tokens.identifier(label));
      queries.queryIn(start, Scope.Place.ITEM, scope).isWholeOf(item);
      return item;
    }
    int behind = tokens.endOfChain(start);
    if (isStar(start, behind, end)) {
      tree.mark(end - 1, TokenUse.ALL_COLUMNS);
      return OutputItem.star(scope);
    }
    // NOT is the one keyword that makes an expression of one name behind it.
    if (behind > start && !tokens.isKeyword(start, "not") && labelEnds(behind, end)) {
      int label = label(behind, end);
      return OutputItem.column(scope, behind - 1, label < 0 ? null : tokens.identifier(label));
    }
    if (end - 2 > start && tokens.isKeyword(end - 2, "as")) {
      label(end - 2, end);
    }
    queries.expression(scope, start, end);
    return OutputItem.expression(scope);
  }

  private boolean isStar(int start, int behind, int end) {
    return behind == start
        ? tokens.isOperator(start, "*") && start + 1 == end
        : tokens.is(behind, SqlToken.Kind.DOT)
            && tokens.isOperator(behind + 1, "*")
            && behind + 2 == end;
  }

  /** Nothing is left but a name for the item, or nothing at all. */
  private boolean labelEnds(int from, int end) {
    if (from == end) {
      return true;
    }
    if (tokens.isKeyword(from, "as")) {
      return from + 2 == end && tokens.identifier(from + 1) != null;
    }
    return from + 1 == end
        && tokens.identifier(from) != null
        && !tokens.isKeyword(from, "isnull", "notnull");
  }

  /** Marks the name, which is the last token if there is one; -1 if there is none. */
  private int label(int from, int end) {
    if (from == end) {
      return -1;
    }
    tree.mark(end - 1, TokenUse.LABEL);
    return end - 1;
  }
}

package io.schemamedic.engine.statement;

import io.schemamedic.engine.sql.SqlToken;

/** Reads what stands behind FROM and USING: relations, calls, queries, and how they are joined. */
final class SourceReader {
  private final StatementTree tree;
  private final StatementTokens tokens;
  private final QueryReader queries;
  private int depth;

  SourceReader(StatementTree tree, QueryReader queries) {
    this.tree = tree;
    this.tokens = tree.tokens();
    this.queries = queries;
  }

  void read(Scope scope, int from, int to) {
    depth++;
    if (depth > StatementTree.MAX_DEPTH) {
      tree.isNotUnderstood();
    }
    int i = from;
    while (i < to && tree.isUnderstood()) {
      i = joined(scope, source(scope, i, to), to);
    }
    depth--;
  }

  /** Behind the source that begins here, its alias and its sample. */
  private int source(Scope scope, int from, int to) {
    int i = from;
    while (tokens.isKeyword(i, "lateral", "only")) {
      i++;
    }
    if (tokens.is(i, SqlToken.Kind.LEFT_PAREN)) {
      return inParentheses(scope, i, to);
    }
    if (tokens.isKeyword(i, "rows") && tokens.isKeyword(i + 1, "from")) {
      return function(scope, i + 2, to);
    }
    int behind = tokens.endOfChain(i);
    if (behind == i || behind > to) {
      tree.isNotUnderstood();
      return to;
    }
    if (tokens.is(behind, SqlToken.Kind.LEFT_PAREN)) {
      return function(scope, behind, to);
    }
    tree.mark(behind - 1, TokenUse.SOURCE);
    int nameEnd = tokens.isOperator(behind, "*") ? behind + 1 : behind;
    int alias = aliasAt(nameEnd, to);
    scope.addSource(Source.relation(behind - 1, alias));
    return sample(scope, behindAlias(scope, nameEnd, alias), to);
  }

  private int inParentheses(Scope scope, int open, int to) {
    int behind = tokens.next(open);
    int alias = aliasAt(behind, to);
    if (!tokens.opensQuery(open)) {
      // A join, whose sources are this block's.
      read(scope, open + 1, tokens.closing(open));
      return behindAlias(scope, behind, alias);
    }
    Scope query = queries.queryIn(open, Scope.Place.SOURCE, scope);
    Source source = Source.query(query, alias);
    scope.addSource(source);
    int end = behindAlias(query, behind, alias);
    if (alias >= 0 && source.isOfNoRelation()) {
      tree.markNames(alias + 1, end, TokenUse.COLUMN_ALIAS);
    }
    return end;
  }

  private int function(Scope scope, int open, int to) {
    int behind = tokens.next(open);
    queries.expression(scope, open + 1, tokens.closing(open));
    if (tokens.isKeyword(behind, "with") && tokens.isWord(behind + 1, "ordinality")) {
      behind += 2;
    }
    int alias = aliasAt(behind, to);
    int list = alias >= 0 ? alias + 1 : tokens.isKeyword(behind, "as") ? behind + 1 : behind;
    boolean defined = list < to && definesColumns(list);
    scope.addSource(Source.function(alias, defined));
    if (!defined) {
      return behindAlias(scope, behind, alias);
    }
    if (alias >= 0) {
      tree.mark(alias, TokenUse.ALIAS);
    }
    tree.markNames(list, tokens.next(list), TokenUse.COLUMN_ALIAS);
    return tokens.next(list);
  }

  /** {@code (a int, b text)}: whatever the function gives, these are its columns. */
  private boolean definesColumns(int open) {
    return tokens.is(open, SqlToken.Kind.LEFT_PAREN)
        && tokens.identifier(open + 1) != null
        && tokens.identifier(open + 2) != null;
  }

  /** The place of the alias; -1 if there is none. */
  private int aliasAt(int from, int to) {
    int i = tokens.isKeyword(from, "as") ? from + 1 : from;
    return i < to
            && tokens.identifier(i) != null
            && !isJoin(i)
            && !tokens.isKeyword(i, "on", "using", "tablesample", "with")
        ? i
        : -1;
  }

  private int behindAlias(Scope renamed, int from, int alias) {
    if (alias < 0) {
      return from;
    }
    tree.mark(alias, TokenUse.ALIAS);
    int list = alias + 1;
    if (!tokens.is(list, SqlToken.Kind.LEFT_PAREN)) {
      return list;
    }
    renamed.renamesColumns();
    return tokens.next(list);
  }

  private int sample(Scope scope, int from, int to) {
    if (!tokens.isKeyword(from, "tablesample")) {
      return from;
    }
    int behind = tokens.next(tokens.endOfChain(from + 1));
    if (tokens.isWord(behind, "repeatable")) {
      behind = tokens.next(behind + 1);
    }
    queries.expression(scope, from, Math.min(behind, to));
    return behind;
  }

  /** Behind whatever joins the source before with the next one, and the condition of that. */
  private int joined(Scope scope, int from, int to) {
    int i = from;
    while (i < to) {
      if (tokens.is(i, SqlToken.Kind.COMMA)) {
        return i + 1;
      }
      if (tokens.isKeyword(i, "join")) {
        return i + 1;
      }
      if (tokens.isKeyword(i, "on")) {
        int end = tokens.find(i + 1, to, at -> tokens.is(at, SqlToken.Kind.COMMA) || isJoin(at));
        queries.expression(scope, i + 1, end);
        i = end;
      } else if (tokens.isKeyword(i, "using") && tokens.is(i + 1, SqlToken.Kind.LEFT_PAREN)) {
        i = tokens.next(i + 1);
        int alias = tokens.isKeyword(i, "as") ? aliasAt(i, to) : -1;
        i = behindAlias(scope, i, alias);
      } else if (isJoin(i) || tokens.isKeyword(i, "outer")) {
        i++;
      } else {
        tree.isNotUnderstood();
        return to;
      }
    }
    return i;
  }

  /** One of the words before a second source; LEFT and RIGHT are functions as well. */
  private boolean isJoin(int index) {
    return tokens.isKeyword(index, "join", "inner", "cross", "natural", "full")
        || (tokens.isKeyword(index, "left", "right")
            && !tokens.is(index + 1, SqlToken.Kind.LEFT_PAREN));
  }
}

package io.schemamedic.engine.statement;

import io.schemamedic.engine.sql.SqlToken;

/** Reads queries: WITH, set operations, ORDER BY and LIMIT, and the SELECT, VALUES, TABLE in it. */
final class QueryReader {
  private final StatementTree tree;
  private final StatementTokens tokens;
  private final SourceReader sources;
  private final OutputReader outputs;
  private final WriteReader writes;
  private int depth;

  QueryReader(StatementTree tree) {
    this.tree = tree;
    this.tokens = tree.tokens();
    this.sources = new SourceReader(tree, this);
    this.outputs = new OutputReader(tree, this);
    this.writes = new WriteReader(tree, this, sources, outputs);
  }

  void statement() {
    query(0, tokens.size(), tree.open(Scope.Kind.QUERY, Scope.Place.STATEMENT, null));
  }

  /** The query that stands in the parentheses which open here. */
  Scope queryIn(int open, Scope.Place place, Scope parent) {
    return query(open + 1, tokens.closing(open), tree.open(Scope.Kind.QUERY, place, parent));
  }

  /** A query from..to, the source of an INSERT. */
  void insertedQuery(int from, int to, Scope parent) {
    query(from, to, tree.open(Scope.Kind.QUERY, Scope.Place.INSERTED, parent));
  }

  private Scope query(int from, int to, Scope query) {
    depth++;
    if (depth > StatementTree.MAX_DEPTH) {
      tree.isNotUnderstood();
    } else if (tree.isUnderstood()) {
      tree.assign(query, Clause.NONE, from, to);
      int start = tokens.isKeyword(from, "with") ? with(query, from + 1, to) : from;
      if (!writes.read(query, start, to)) {
        arms(query, start, to);
      }
    }
    depth--;
    return query;
  }

  /** Behind the last common table expression. */
  private int with(Scope query, int from, int to) {
    boolean recursive = tokens.isWord(from, "recursive") && !tokens.isWord(from + 1, "as");
    int i = recursive ? from + 1 : from;
    while (i < to && tree.isUnderstood()) {
      int name = i;
      int list = i + 1;
      int as = tokens.is(list, SqlToken.Kind.LEFT_PAREN) ? tokens.next(list) : list;
      int open = tokens.find(as, to, index -> tokens.is(index, SqlToken.Kind.LEFT_PAREN));
      if (tokens.identifier(name) == null || !tokens.isWord(as, "as") || open >= to) {
        tree.isNotUnderstood();
        return to;
      }
      tree.mark(name, TokenUse.ALIAS);
      Scope expression = queryIn(open, Scope.Place.WITH, query);
      expression.isNamedAt(name);
      if (recursive || as > list) {
        expression.renamesColumns();
      }
      i = tokens.next(open);
      if (!tokens.is(i, SqlToken.Kind.COMMA)) {
        return i;
      }
      i++;
    }
    return i;
  }

  private void arms(Scope query, int from, int to) {
    int end = arm(query, from, to);
    while (end < to && tokens.isSetOperator(end) && tree.isUnderstood()) {
      boolean all = tokens.isKeyword(end + 1, "all");
      if (!all || !tokens.isKeyword(end, "union")) {
        query.comparesOutput();
      }
      boolean worded = all || tokens.isKeyword(end + 1, "distinct");
      end = arm(query, worded ? end + 2 : end + 1, to);
    }
    rest(query, end, to);
  }

  /** Behind the arm that begins here. */
  private int arm(Scope query, int from, int to) {
    if (tokens.is(from, SqlToken.Kind.LEFT_PAREN) && tokens.opensQuery(from)) {
      query.addArm(queryIn(from, Scope.Place.ARM, query));
      return tokens.next(from);
    }
    if (tokens.isKeyword(from, "select")) {
      return select(query, from, to);
    }
    boolean values = tokens.isKeyword(from, "values");
    if (!values && !tokens.isKeyword(from, "table")) {
      tree.isNotUnderstood();
      return to;
    }
    int end = tokens.find(from, to, tokens::goesOnWithQuery);
    Scope arm = tree.open(values ? Scope.Kind.VALUES : Scope.Kind.TABLE, Scope.Place.ARM, query);
    query.addArm(arm);
    tree.assign(arm, values ? Clause.NONE : Clause.FROM, from, end);
    if (values) {
      expression(arm, from + 1, end);
    } else {
      arm.addItem(OutputItem.star(arm));
      sources.read(arm, from + 1, end);
    }
    return end;
  }

  private int select(Scope query, int from, int to) {
    Scope select = tree.open(Scope.Kind.SELECT, Scope.Place.ARM, query);
    query.addArm(select);
    int listStart = from + 1;
    if (tokens.isKeyword(listStart, "all")) {
      listStart++;
    } else if (tokens.isKeyword(listStart, "distinct")) {
      select.comparesOutput();
      listStart++;
      if (tokens.isKeyword(listStart, "on")) {
        int behind = tokens.next(listStart + 1);
        tree.assign(select, Clause.NONE, listStart, behind);
        expression(select, listStart, behind);
        listStart = behind;
      }
    }
    int end = tokens.find(listStart, to, i -> endsClause(i) || isFrom(i));
    tree.assign(select, Clause.SELECT_LIST, listStart, end);
    outputs.read(select, listStart, end);
    boolean fromSeen = false;
    while (end < to && !tokens.goesOnWithQuery(end)) {
      int start = end;
      boolean isFrom = isFrom(start);
      fromSeen |= isFrom;
      boolean more = fromSeen;
      end = tokens.find(start + 1, to, i -> endsClause(i) || (!more && isFrom(i)));
      tree.assign(select, isFrom ? Clause.FROM : Clause.NONE, start, end);
      if (isFrom) {
        sources.read(select, start + 1, end);
      } else {
        expression(select, start + 1, end);
      }
      if (tokens.isKeyword(start, "group", "having", "into", "window")) {
        // A window may hold an aggregate, which makes one row out of any number.
        select.comparesOutput();
      }
    }
    return end;
  }

  private boolean isFrom(int index) {
    // `IS DISTINCT FROM` compares.
    return tokens.isKeyword(index, "from") && !tokens.isKeyword(index - 1, "distinct");
  }

  private boolean endsClause(int index) {
    return tokens.goesOnWithQuery(index)
        || tokens.isKeyword(index, "into", "where", "having", "window")
        // Not `WITHIN GROUP (...)`.
        || (tokens.isKeyword(index, "group") && tokens.isWord(index + 1, "by"));
  }

  /** ORDER BY, LIMIT, OFFSET, FETCH and FOR, in whatever order. */
  private void rest(Scope query, int from, int to) {
    int i = from;
    while (i < to) {
      int start = i;
      if (!tokens.goesOnWithQuery(start) || tokens.isSetOperator(start)) {
        tree.isNotUnderstood();
        return;
      }
      i = tokens.find(start + 1, to, tokens::goesOnWithQuery);
      if (tokens.isKeyword(start, "order")) {
        // Not the two words: `SELECT c AS by ... ORDER BY by`.
        tree.assign(query, Clause.ORDER_BY, Math.min(start + 2, i), i);
        query.ordersOutput();
      } else if (tokens.isKeyword(start, "for")) {
        tree.markNames(start, i, TokenUse.LOCKED);
      }
      expression(query, start, i);
    }
  }

  /** Finds the queries in an expression, or in a list of them. */
  void expression(Scope scope, int from, int to) {
    for (int i = from; i < to; i++) {
      if (tokens.opensQuery(i)) {
        boolean exists = tokens.isKeyword(i - 1, "exists");
        queryIn(i, exists ? Scope.Place.EXISTS : Scope.Place.EXPRESSION, scope);
        i = tokens.closing(i);
      }
    }
  }
}

package io.schemamedic.engine.statement;

import io.schemamedic.engine.sql.SqlToken;
import java.util.function.IntPredicate;

/** Reads INSERT, UPDATE, DELETE and MERGE. */
final class WriteReader {
  private final StatementTree tree;
  private final StatementTokens tokens;
  private final QueryReader queries;
  private final SourceReader sources;
  private final OutputReader outputs;
  private final IntPredicate where;
  private final IntPredicate returning;

  WriteReader(StatementTree tree, QueryReader queries, SourceReader sources, OutputReader outputs) {
    this.tree = tree;
    this.tokens = tree.tokens();
    this.queries = queries;
    this.sources = sources;
    this.outputs = outputs;
    this.where = i -> tokens.isKeyword(i, "where");
    this.returning = i -> tokens.isKeyword(i, "returning");
  }

  /** False if something else begins here. */
  boolean read(Scope query, int from, int to) {
    for (Scope.Kind kind :
        new Scope.Kind[] {
          Scope.Kind.INSERT, Scope.Kind.UPDATE, Scope.Kind.DELETE, Scope.Kind.MERGE
        }) {
      if (tokens.isWord(from, kind.name())) {
        Scope write = tree.open(kind, Scope.Place.ARM, query);
        query.addArm(write);
        tree.assign(write, Clause.NONE, from, to);
        int end = tokens.find(from, to, returning);
        read(write, kind, from + 1, end);
        returning(write, end, to);
        return true;
      }
    }
    return false;
  }

  private void read(Scope write, Scope.Kind kind, int from, int to) {
    switch (kind) {
      case INSERT:
        insert(write, expect(from, "into"), to);
        break;
      case UPDATE:
        update(write, from, to);
        break;
      case DELETE:
        delete(write, expect(from, "from"), to);
        break;
      default:
        merge(write, expect(from, "into"), to);
        break;
    }
  }

  private int expect(int index, String word) {
    if (!tokens.isWord(index, word)) {
      tree.isNotUnderstood();
    }
    return index + 1;
  }

  private void returning(Scope write, int from, int to) {
    if (from == to) {
      return;
    }
    tree.assign(write, Clause.RETURNING, from, to);
    if (tokens.isKeyword(from + 1, "with")) {
      // Other names for OLD and NEW.
      tree.isNotUnderstood();
    } else {
      outputs.read(write, from + 1, to);
    }
  }

  /** Behind the relation that is written to and its alias. */
  private int target(int from, int to) {
    int start = tokens.isKeyword(from, "only") ? from + 1 : from;
    boolean parentheses = tokens.is(start, SqlToken.Kind.LEFT_PAREN);
    int end = tokens.endOfChain(parentheses ? start + 1 : start);
    if (end > to || tokens.identifier(end - 1) == null) {
      tree.isNotUnderstood();
      return to;
    }
    tree.mark(end - 1, TokenUse.WRITTEN_RELATION);
    int behind = parentheses || tokens.isOperator(end, "*") ? end + 1 : end;
    int alias = tokens.isKeyword(behind, "as") ? behind + 1 : behind;
    if (alias < to
        && tokens.identifier(alias) != null
        && !tokens.isKeyword(alias, "set", "using", "where")) {
      tree.mark(alias, TokenUse.ALIAS);
      return alias + 1;
    }
    return behind;
  }

  private void insert(Scope insert, int from, int to) {
    int i = tokens.endOfChain(from);
    if (i == from) {
      tree.isNotUnderstood();
      return;
    }
    tree.mark(i - 1, TokenUse.WRITTEN_RELATION);
    if (tokens.isKeyword(i, "as")) {
      tree.mark(i + 1, TokenUse.ALIAS);
      i += 2;
    }
    int conflict = tokens.find(i, to, this::isConflict);
    values(insert, i, conflict);
    if (conflict < to) {
      conflict(insert, conflict, to);
    }
  }

  /** The column list and what is inserted. */
  private void values(Scope write, int from, int to) {
    int i = from;
    if (tokens.is(i, SqlToken.Kind.LEFT_PAREN) && !tokens.opensQuery(i)) {
      int behind = tokens.next(i);
      tree.assign(write, Clause.INSERT_COLUMNS, i, behind);
      writtenColumns(i);
      i = behind;
    }
    if (tokens.isKeyword(i, "overriding")) {
      i += 3;
    }
    if (!tokens.isKeyword(i, "default")) {
      queries.insertedQuery(i, to, write);
    }
  }

  /** Each whole name in a list {@code (a, b)}. */
  private void writtenColumns(int open) {
    for (int i = open + 1; i < tokens.closing(open); i++) {
      boolean begins =
          tokens.is(i - 1, SqlToken.Kind.LEFT_PAREN) || tokens.is(i - 1, SqlToken.Kind.COMMA);
      boolean ends =
          tokens.is(i + 1, SqlToken.Kind.RIGHT_PAREN) || tokens.is(i + 1, SqlToken.Kind.COMMA);
      if (begins && ends && tokens.identifier(i) != null) {
        tree.mark(i, TokenUse.WRITTEN_COLUMN);
      }
    }
  }

  /** Not a join on a column of that name. */
  private boolean isConflict(int index) {
    return tokens.isKeyword(index, "on")
        && tokens.isWord(index + 1, "conflict")
        && (tokens.is(index + 2, SqlToken.Kind.LEFT_PAREN)
            || tokens.isKeyword(index + 2, "do", "on"));
  }

  private void conflict(Scope insert, int from, int to) {
    insert.takesConflicts();
    int action = tokens.find(from, to, i -> tokens.isKeyword(i, "do"));
    tree.assign(insert, Clause.ON_CONFLICT, from, action);
    queries.expression(insert, from, action);
    if (tokens.isWord(action + 1, "update") && tokens.isWord(action + 2, "set")) {
      int condition = tokens.find(action + 3, to, where);
      set(insert, action + 3, condition);
      tree.assign(insert, Clause.UPDATE_WHERE, condition, to);
      queries.expression(insert, condition, to);
    } else if (!tokens.isWord(action + 1, "nothing") || action + 2 != to) {
      tree.isNotUnderstood();
    }
  }

  /** {@code a = 1, (b, c) = (2, 3)}. */
  private void set(Scope write, int from, int to) {
    tree.assign(write, Clause.SET, from, to);
    int start = from;
    while (start < to) {
      if (tokens.identifier(start) != null && tokens.isOperator(start + 1, "=")) {
        tree.mark(start, TokenUse.WRITTEN_COLUMN);
      } else if (tokens.is(start, SqlToken.Kind.LEFT_PAREN)
          && tokens.isOperator(tokens.next(start), "=")) {
        writtenColumns(start);
      }
      start = tokens.find(start, to, i -> tokens.is(i, SqlToken.Kind.COMMA)) + 1;
    }
    queries.expression(write, from, to);
  }

  private void update(Scope update, int from, int to) {
    int set = expect(target(from, to), "set");
    int condition = tokens.find(set, to, where);
    int sourcesFrom =
        tokens.find(
            set,
            condition,
            i -> tokens.isKeyword(i, "from") && !tokens.isKeyword(i - 1, "distinct"));
    set(update, set, sourcesFrom);
    sources(update, sourcesFrom, condition);
    queries.expression(update, condition, to);
  }

  private void delete(Scope delete, int from, int to) {
    int behind = target(from, to);
    int condition = tokens.find(behind, to, where);
    sources(delete, behind, condition);
    queries.expression(delete, condition, to);
  }

  /** FROM or USING with what follows; nothing if there is neither. */
  private void sources(Scope write, int from, int to) {
    if (from < to) {
      if (!tokens.isKeyword(from, "from", "using")) {
        tree.isNotUnderstood();
      }
      tree.assign(write, Clause.FROM, from, to);
      sources.read(write, from + 1, to);
    }
  }

  private void merge(Scope merge, int from, int to) {
    int using = target(from, to);
    int when = when(using, to);
    sources(merge, using, when);
    while (when < to) {
      int next = when(when + 1, to);
      int then = then(when + 1, next);
      queries.expression(merge, when, then);
      action(merge, then + 1, next);
      when = next;
    }
  }

  private void action(Scope merge, int from, int to) {
    if (tokens.isWord(from, "insert")) {
      values(merge, from + 1, to);
    } else if (tokens.isWord(from, "update") && tokens.isWord(from + 1, "set")) {
      set(merge, from + 2, to);
    } else if (!tokens.isWord(from, "delete") && !tokens.isKeyword(from, "do")) {
      tree.isNotUnderstood();
    }
  }

  private int when(int from, int to) {
    return outsideOfCase("when", from, to);
  }

  private int then(int from, int to) {
    return outsideOfCase("then", from, to);
  }

  private int outsideOfCase(String word, int from, int to) {
    int cases = 0;
    for (int i = from; i < to; i = tokens.next(i)) {
      if (tokens.isKeyword(i, "case")) {
        cases++;
      } else if (tokens.isKeyword(i, "end") && cases > 0) {
        cases--;
      } else if (cases == 0 && tokens.isKeyword(i, word)) {
        return i;
      }
    }
    return to;
  }
}

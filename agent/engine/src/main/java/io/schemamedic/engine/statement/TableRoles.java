package io.schemamedic.engine.statement;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlToken;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The most harmful role that new tables play in a statement. Used once, by one thread. */
final class TableRoles {
  /** PostgreSQL's aggregates that take a row, from {@code pg_proc}; they answer for no rows too. */
  static final Set<String> AGGREGATES =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  "count",
                  "any_value",
                  "array_agg",
                  "json_agg",
                  "json_agg_strict",
                  "jsonb_agg",
                  "jsonb_agg_strict",
                  "min",
                  "max")));

  private final StatementTree tree;
  private final Set<Identifier> names;
  private final Map<Integer, Scope> readers = new HashMap<>();
  private final Set<Scope> callers = new HashSet<>();

  TableRoles(StatementTree tree, Set<Identifier> tables) {
    this.tree = tree;
    this.names = new HashSet<>(tables);
    for (Scope scope : tree.scopes()) {
      for (Source source : scope.sources()) {
        readers.put(source.nameIndex(), scope);
      }
    }
    for (int i = 0; i < tree.size(); i++) {
      Scope scope = tree.scope(i);
      if (scope != null && mayBeginCall(i)) {
        callers.add(scope);
      }
    }
  }

  Role mostHarmful() {
    Role worst = Role.NOT_NAMED;
    int known;
    do {
      known = names.size();
      for (int i = 0; i < tree.size() && worst != Role.PREDICATE; i++) {
        Identifier name = tree.identifier(i);
        if (name != null && names.contains(name) && !tree.tokens().is(i + 1, SqlToken.Kind.DOT)) {
          worst = worst.orWorse(roleAt(i));
        }
      }
    } while (names.size() > known);
    return worst;
  }

  private Role roleAt(int index) {
    switch (tree.use(index)) {
      case WRITTEN_COLUMN:
        return Role.TARGET;
      case WRITTEN_RELATION:
        Scope writer = tree.scope(index);
        return writer != null && isOnlyFilled(writer) ? Role.TARGET : Role.PREDICATE;
      case SOURCE:
        Scope reader = readers.get(index);
        return reader != null && saysNothing(reader) ? Role.PROJECTION : Role.PREDICATE;
      case UNKNOWN:
        return Role.PREDICATE;
      default:
        return Role.NOT_NAMED;
    }
  }

  /**
   * Whatever the table holds, the same rows are inserted and returned; or nobody but the caller is
   * told which. An empty table has no conflicts, so ON CONFLICT under a name in WITH would let
   * other parts of the statement take every row for one that was not there.
   */
  private static boolean isOnlyFilled(Scope writer) {
    Scope query = writer.parent();
    return writer.kind() == Scope.Kind.INSERT
        && (!writer.hasConflictClause()
            || (query != null && query.place() == Scope.Place.STATEMENT));
  }

  /** No rows of the source, no rows in the answer of the statement, and nothing else changes. */
  private boolean saysNothing(Scope reader) {
    Scope block = reader;
    while (block.sources().size() == 1 && block.keepsEveryRow() && !mayAggregate(block)) {
      Scope query = block.parent();
      while (query != null && isPlain(query) && query.place() == Scope.Place.ARM) {
        query = query.parent();
      }
      if (query == null || !isPlain(query)) {
        return false;
      }
      switch (query.place()) {
        case STATEMENT:
          return true;
        case WITH:
          Identifier name = tree.identifier(query.nameIndex());
          if (name == null || query.hasRenamedColumns()) {
            return false;
          }
          names.add(name);
          return true;
        case SOURCE:
          Scope around = query.parent();
          if (around == null) {
            return false;
          }
          block = around;
          break;
        default:
          return false;
      }
    }
    return false;
  }

  private boolean isPlain(Scope query) {
    return query.kind() == Scope.Kind.QUERY && query.arms().size() == 1 && !mayAggregate(query);
  }

  /** A call there may be an aggregate, whose answer over no rows is an answer. */
  private boolean mayAggregate(Scope scope) {
    if (scope.kind() != Scope.Kind.SELECT
        && scope.kind() != Scope.Kind.TABLE
        && scope.kind() != Scope.Kind.QUERY) {
      return true;
    }
    return callers.contains(scope);
  }

  private boolean mayBeginCall(int index) {
    boolean output =
        tree.clause(index) == Clause.SELECT_LIST || tree.clause(index) == Clause.ORDER_BY;
    return output && (tree.tokens().is(index, SqlToken.Kind.LEFT_PAREN) || isAggregateOfRow(index));
  }

  /** {@code SELECT t.count FROM t} is a call, if t has no column of that name. */
  private boolean isAggregateOfRow(int index) {
    Identifier name = tree.identifier(index);
    return name != null
        && tree.tokens().is(index - 1, SqlToken.Kind.DOT)
        && AGGREGATES.contains(name.value());
  }
}

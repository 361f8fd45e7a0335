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

  TableRoles(StatementTree tree, Set<Identifier> tables) {
    this.tree = tree;
    this.names = new HashSet<>(tables);
    for (Scope scope : tree.scopes()) {
      for (Source source : scope.sources()) {
        readers.put(source.nameIndex(), scope);
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
        return writer != null && writer.kind() == Scope.Kind.INSERT ? Role.TARGET : Role.PREDICATE;
      case SOURCE:
        Scope reader = readers.get(index);
        return reader != null && saysNothing(reader) ? Role.PROJECTION : Role.PREDICATE;
      case UNKNOWN:
        return Role.PREDICATE;
      default:
        return Role.NOT_NAMED;
    }
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
    for (int i = 0; i < tree.size(); i++) {
      boolean output = tree.clause(i) == Clause.SELECT_LIST || tree.clause(i) == Clause.ORDER_BY;
      if (tree.scope(i) == scope
          && output
          && (tree.tokens().is(i, SqlToken.Kind.LEFT_PAREN) || isAggregateOfRow(i))) {
        return true;
      }
    }
    return false;
  }

  /** {@code SELECT t.count FROM t} is a call, if t has no column of that name. */
  private boolean isAggregateOfRow(int index) {
    Identifier name = tree.identifier(index);
    return name != null
        && tree.tokens().is(index - 1, SqlToken.Kind.DOT)
        && AGGREGATES.contains(name.value());
  }
}

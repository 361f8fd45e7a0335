package io.schemamedic.engine.statement;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlToken;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds the most harmful role that any new table or column plays in a statement.
 *
 * <p>Every object that a repair adds counts, not only the one which the server complained about:
 * the server names the first missing thing, and a repair of the whole relation may add a column
 * that the same statement uses in its WHERE. Names are compared without asking whose they are. Both
 * err towards {@link Role#PREDICATE}, which only means that the call is not repeated.
 */
public final class RoleReader {
  /** PostgreSQL's aggregates that take a row, from {@code pg_proc}; they answer for no rows too. */
  private static final Set<String> AGGREGATES_OF_ROWS =
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

  private final StatementLayout layout;

  private RoleReader(StatementLayout layout) {
    this.layout = layout;
  }

  /**
   * The most harmful role of the given names.
   *
   * @param tables names of new tables, without schema
   * @param columns names of new columns of tables that exist
   */
  public static Role read(StatementShape shape, Set<Identifier> tables, Set<Identifier> columns) {
    if (!shape.isReadable() || shape.statementCount() != 1) {
      return Role.PREDICATE;
    }
    StatementLayout layout = new StatementLayout(shape);
    if (!columns.isEmpty() && WholeRow.isUsedIn(layout)) {
      return Role.PREDICATE;
    }
    return new RoleReader(layout).mostHarmful(tables, columns);
  }

  private Role mostHarmful(Set<Identifier> tables, Set<Identifier> columns) {
    Role role = Role.NOT_NAMED;
    for (int i = 0; i < layout.size(); i++) {
      Identifier name = layout.identifier(i);
      if (name == null || layout.isFollowedBy(i, SqlToken.Kind.DOT)) {
        continue;
      }
      if (tables.contains(name)) {
        role = worse(role, roleOfTable(i));
      }
      if (columns.contains(name)) {
        role = worse(role, roleOfColumn(i));
      }
    }
    return role;
  }

  private static Role worse(Role one, Role other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private Role roleOfTable(int index) {
    if (layout.isInsertedColumn(index)) {
      // A column of the table's own name.
      return Role.TARGET;
    }
    if (!layout.isOutermost(index)) {
      return Role.PREDICATE;
    }
    if (layout.kind() == StatementShape.Kind.INSERT && layout.isTarget(index)) {
      return Role.TARGET;
    }
    return layout.clause(index) == Clause.FROM && isOnlySourceOfPlainSelect()
        ? Role.PROJECTION
        : Role.PREDICATE;
  }

  private Role roleOfColumn(int index) {
    switch (layout.kind()) {
      case INSERT:
        return roleInInsert(index);
      case UPDATE:
        return roleInUpdate(index);
      case SELECT:
        return isPlainSelect()
                && layout.isPlainItem(index, Clause.SELECT_LIST)
                && !isOrderedByItem(index)
            ? Role.PROJECTION
            : Role.PREDICATE;
      default:
        return Role.PREDICATE;
    }
  }

  private Role roleInInsert(int index) {
    if (layout.isInsertedColumn(index)) {
      return Role.TARGET;
    }
    if (layout.containsQuery()) {
      return Role.PREDICATE;
    }
    if (layout.isAssigned(index)) {
      return Role.TARGET;
    }
    if (layout.clause(index) == Clause.SET && isExcluded(index)) {
      return Role.TARGET;
    }
    return layout.isPlainItem(index, Clause.RETURNING) ? Role.PROJECTION : Role.PREDICATE;
  }

  private Role roleInUpdate(int index) {
    if (layout.isAssigned(index)) {
      return Role.TARGET;
    }
    // With a second source the column may be of that one, which may be read as a whole.
    return !layout.contains(Clause.FROM) && layout.isPlainItem(index, Clause.RETURNING)
        ? Role.PROJECTION
        : Role.PREDICATE;
  }

  /** {@code excluded.c}: the value that the same statement gives. */
  private boolean isExcluded(int index) {
    return index >= 2
        && layout.token(index - 1).kind() == SqlToken.Kind.DOT
        && layout.token(index - 2).isWord("excluded");
  }

  /** One SELECT, nothing that groups, joins, removes duplicates or computes over rows. */
  private boolean isPlainSelect() {
    if (layout.kind() != StatementShape.Kind.SELECT) {
      return false;
    }
    for (int i = 1; i < layout.size(); i++) {
      for (String word : Clause.NOT_PLAIN) {
        if (layout.token(i).isWord(word)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean isOnlySourceOfPlainSelect() {
    if (!isPlainSelect()) {
      return false;
    }
    for (int i = 0; i < layout.size(); i++) {
      SqlToken.Kind kind = layout.token(i).kind();
      boolean secondSource =
          layout.clause(i) == Clause.FROM && kind == SqlToken.Kind.COMMA && layout.isOutermost(i);
      // A call in the select list may be an aggregate, whose answer over no rows is an answer.
      boolean call = layout.clause(i) == Clause.SELECT_LIST && kind == SqlToken.Kind.LEFT_PAREN;
      if (secondSource || call || isAggregateOfRow(i)) {
        return false;
      }
    }
    return true;
  }

  /** {@code SELECT t.count FROM t} is a call, if t has no column of that name. */
  private boolean isAggregateOfRow(int index) {
    Identifier name = layout.identifier(index);
    return name != null
        && index > 0
        && layout.token(index - 1).is(SqlToken.Kind.DOT)
        && AGGREGATES_OF_ROWS.contains(name.value());
  }

  /**
   * {@code SELECT c AS x ... ORDER BY x} and {@code ORDER BY 1} order by a column without naming
   * it, and with LIMIT the order decides which rows are seen.
   */
  private boolean isOrderedByItem(int index) {
    Identifier alias = layout.aliasOfItem(index, Clause.SELECT_LIST);
    for (int i = 0; i < layout.size(); i++) {
      if (layout.clause(i) == Clause.ORDER_BY
          && !layout.token(i).isWord(Clause.ORDER_BY.opener())
          && (layout.token(i).kind() == SqlToken.Kind.NUMBER
              || (alias != null && alias.equals(layout.identifier(i))))) {
        return true;
      }
    }
    return false;
  }
}

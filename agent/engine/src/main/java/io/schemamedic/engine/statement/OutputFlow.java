package io.schemamedic.engine.statement;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlToken;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows one output that may hold new values through the queries around it, up to where it is
 * returned, read under a name, or used.
 */
final class OutputFlow {
  private final StatementTree tree;
  private final Set<Identifier> names;

  /**
   * @param names the names under which new values are read; those that an output gets on its way
   *     are added
   */
  OutputFlow(StatementTree tree, Set<Identifier> names) {
    this.tree = tree;
    this.names = names;
  }

  /**
   * Whether the output decides nothing on its way. Where it goes on under a name, that name's other
   * uses have to be looked at as well.
   */
  boolean isHarmless(OutputItem output) {
    OutputItem item = output;
    Identifier name = nameOf(item, null);
    while (true) {
      Scope query = item.scope().parent();
      if (query == null || !item.scope().keepsEveryRow()) {
        return false;
      }
      boolean one = isOnlyArm(query, name);
      while (query.place() == Scope.Place.ARM && query.parent() != null) {
        query = query.parent();
        one &= isOnlyArm(query, name);
      }
      switch (query.place()) {
        case STATEMENT:
        case EXISTS:
          return one || areAllKept(item.scope());
        case WITH:
        case SOURCE:
          if (name != null) {
            names.add(name);
          }
          return one && !query.hasRenamedColumns();
        case ITEM:
          OutputItem whole = query.item();
          if (!one || name == null || whole == null) {
            return false;
          }
          item = whole;
          name = nameOf(item, name);
          break;
        default:
          return false;
      }
    }
  }

  private @Nullable Identifier nameOf(OutputItem item, @Nullable Identifier inside) {
    if (item.label() != null) {
      return item.label();
    }
    return item.nameIndex() >= 0 ? tree.identifier(item.nameIndex()) : inside;
  }

  /** Not one of several, whose names and order another arm decides, and not ordered by. */
  private boolean isOnlyArm(Scope query, @Nullable Identifier name) {
    return query.arms().size() == 1 && !isOrderedBy(query, name);
  }

  /** Every query around it, up to the statement's own, is a UNION ALL in no order. */
  private static boolean areAllKept(Scope arm) {
    Scope query = arm.parent();
    while (query != null && query.keepsEveryRow() && !query.hasOrder()) {
      if (query.place() != Scope.Place.ARM) {
        return true;
      }
      query = query.parent();
    }
    return false;
  }

  /**
   * {@code SELECT c AS x ... ORDER BY x} and {@code ORDER BY 1} order by a column without naming
   * it, and with LIMIT the order decides which rows are seen.
   */
  private boolean isOrderedBy(Scope query, @Nullable Identifier name) {
    for (int i = 0; query.hasOrder() && i < tree.size(); i++) {
      if (tree.scope(i) == query
          && tree.clause(i) == Clause.ORDER_BY
          && (tree.tokens().is(i, SqlToken.Kind.NUMBER)
              || (name != null && name.equals(tree.identifier(i))))) {
        return true;
      }
    }
    return false;
  }
}

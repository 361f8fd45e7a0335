package io.schemamedic.engine.statement;

import java.util.List;

/** Queries that read one relation and nothing else. */
public final class SimpleQuery {
  private SimpleQuery() {}

  /**
   * Whether this is one SELECT from one relation, without joins, set operations or queries within;
   * false if it cannot be told.
   */
  public static boolean readsOneRelation(StatementShape shape) {
    StatementTree tree = StatementTree.of(shape);
    List<Scope> scopes = tree.scopes();
    // The statement's own query, and its SELECT.
    if (!tree.isUnderstood() || scopes.size() != 2) {
      return false;
    }
    Scope select = scopes.get(1);
    return select.kind() == Scope.Kind.SELECT
        && select.sources().size() == 1
        && select.sources().get(0).isRelation();
  }
}

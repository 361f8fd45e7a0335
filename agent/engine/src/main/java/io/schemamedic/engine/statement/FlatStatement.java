package io.schemamedic.engine.statement;

import java.util.List;

/**
 * Statements without a query inside another one: one SELECT or TABLE, an INSERT of values, an
 * UPDATE or a DELETE. Immutable.
 */
public final class FlatStatement {
  private final StatementTree tree;
  private final boolean flat;

  private FlatStatement(StatementTree tree) {
    this.tree = tree;
    this.flat = tree.isUnderstood() && isFlat(tree.scopes());
  }

  public static FlatStatement of(StatementShape shape) {
    return new FlatStatement(StatementTree.of(shape));
  }

  private static boolean isFlat(List<Scope> scopes) {
    // The statement's own query, then what it does.
    if (scopes.size() == 2) {
      return scopes.get(1).kind() != Scope.Kind.MERGE && scopes.get(1).kind() != Scope.Kind.VALUES;
    }
    return scopes.size() == 4
        && scopes.get(1).kind() == Scope.Kind.INSERT
        && scopes.get(2).place() == Scope.Place.INSERTED
        && scopes.get(3).kind() == Scope.Kind.VALUES;
  }

  /**
   * Whether new columns of whatever table can change nothing but what {@code *} stands for: in a
   * flat statement another column of a name is an error at most, whereas in a query inside another
   * one it would be meant instead of the one further out.
   */
  public boolean meansTheSameWithNewColumns() {
    return flat && !new WholeRow(tree).isUsed();
  }

  /** Whether it names one relation and no function of rows; false if it cannot be told. */
  public boolean namesOneRelation() {
    if (!flat) {
      return false;
    }
    int named = 0;
    for (int i = 0; i < tree.size(); i++) {
      boolean relation = tree.use(i) == TokenUse.SOURCE || tree.use(i) == TokenUse.WRITTEN_RELATION;
      named += relation ? 1 : 0;
    }
    for (Scope scope : tree.scopes()) {
      for (Source source : scope.sources()) {
        named += source.isRelation() ? 0 : 1;
      }
    }
    return named == 1;
  }
}

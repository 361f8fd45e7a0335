package io.schemamedic.engine.statement;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlToken;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds uses of a whole row, in which a new column counts without being named: {@code WHERE t IS
 * NOT NULL}, {@code to_jsonb(t)}, {@code t.*} in an expression, a natural join, a query on the very
 * table that is written to.
 */
final class WholeRow {
  private final StatementLayout layout;
  private final Set<Identifier> relations = new HashSet<>();

  private WholeRow(StatementLayout layout) {
    this.layout = layout;
    if (layout.kind() == StatementShape.Kind.INSERT) {
      relations.add(Identifier.of("excluded"));
    }
  }

  static boolean isUsedIn(StatementLayout layout) {
    return layout.containsWord("natural") || new WholeRow(layout).isUsed();
  }

  private boolean isUsed() {
    Set<Integer> introductions = new HashSet<>();
    for (int i = 0; i < layout.size(); i++) {
      Identifier name = layout.identifier(i);
      if (name != null && introducesRelation(i) && relations.add(name)) {
        introductions.add(i);
      }
    }
    for (int i = 0; i < layout.size(); i++) {
      Identifier name = layout.identifier(i);
      if (name != null
          && relations.contains(name)
          && !introductions.contains(i)
          && !isColumnOrQualifier(i)) {
        return true;
      }
    }
    return false;
  }

  /** The name or alias of a relation whose columns may be new. */
  private boolean introducesRelation(int index) {
    if (!layout.isOutermost(index) || isNoise(index)) {
      return false;
    }
    switch (layout.kind()) {
      case SELECT:
        return layout.clause(index) == Clause.FROM;
      case INSERT:
        return layout.clause(index) == Clause.INSERT_TARGET;
      case UPDATE:
        return layout.clause(index) == Clause.NONE;
      default:
        return false;
    }
  }

  private boolean isNoise(int index) {
    SqlToken token = layout.token(index);
    return token.isWord("as")
        || token.isWord("only")
        || token.isWord(layout.clause(index).opener())
        || token.isWord(layout.kind().name());
  }

  private boolean isColumnOrQualifier(int index) {
    if (isNoise(index)) {
      return true;
    }
    if (layout.isFollowedBy(index, SqlToken.Kind.DOT)) {
      boolean all = index + 2 < layout.size() && layout.token(index + 2).isOperator("*");
      return !all || (layout.isOutermost(index) && isOutput(index));
    }
    return layout.isInsertedColumn(index)
        || layout.isAssigned(index)
        || layout.isPlainItem(index, Clause.SELECT_LIST)
        || layout.isPlainItem(index, Clause.RETURNING);
  }

  private boolean isOutput(int index) {
    return layout.clause(index) == Clause.RETURNING
        || (layout.clause(index) == Clause.SELECT_LIST
            && layout.kind() == StatementShape.Kind.SELECT);
  }
}

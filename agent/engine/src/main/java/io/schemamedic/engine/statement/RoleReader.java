package io.schemamedic.engine.statement;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlToken;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the most harmful role that any new table or column plays in a statement.
 *
 * <p>Every object that a repair adds counts, not only the one which the server complained about:
 * the server names the first missing thing, and a repair of the whole relation may add a column
 * that the same statement uses in its WHERE. Names are compared without asking whose they are. Both
 * err towards {@link Role#PREDICATE}, which only means that the call is not repeated.
 */
public final class RoleReader {
  private final List<SqlToken> tokens;
  private final StatementShape shape;
  private final Clause[] clauses;
  private final int[] depths;

  private RoleReader(StatementShape shape) {
    this.shape = shape;
    this.tokens = shape.tokens();
    this.depths = Clause.depths(tokens);
    this.clauses = Clause.clauses(tokens, depths);
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
    return new RoleReader(shape).mostHarmful(tables, columns);
  }

  private Role mostHarmful(Set<Identifier> tables, Set<Identifier> columns) {
    Role role = Role.NOT_NAMED;
    for (int i = 0; i < tokens.size(); i++) {
      Identifier name = tokens.get(i).identifier();
      if (name == null) {
        continue;
      }
      if (tables.contains(name) && !isFollowedBy(i, SqlToken.Kind.DOT)) {
        role = worse(role, roleOfTable(i));
      }
      if (columns.contains(name) && !isFollowedBy(i, SqlToken.Kind.DOT)) {
        role = worse(role, roleOfColumn(i));
      }
    }
    return role;
  }

  private static Role worse(Role one, Role other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private Role roleOfTable(int index) {
    if (depths[index] != 0) {
      return Role.PREDICATE;
    }
    if (shape.kind() == StatementShape.Kind.INSERT && clauses[index] == Clause.INSERT_TARGET) {
      return Role.TARGET;
    }
    return clauses[index] == Clause.FROM && isOnlySourceOfPlainSelect()
        ? Role.PROJECTION
        : Role.PREDICATE;
  }

  private Role roleOfColumn(int index) {
    switch (shape.kind()) {
      case INSERT:
        return roleInInsert(index);
      case UPDATE:
        return roleInUpdate(index);
      case SELECT:
        return isPlainSelect() && !isOrderedByPosition() && isPlainItem(index, Clause.SELECT_LIST)
            ? Role.PROJECTION
            : Role.PREDICATE;
      default:
        return Role.PREDICATE;
    }
  }

  private Role roleInInsert(int index) {
    if (containsSelect(Clause.INSERT_COLUMNS)) {
      return Role.PREDICATE;
    }
    if (clauses[index] == Clause.INSERT_COLUMNS && depths[index] == 1) {
      return Role.TARGET;
    }
    if (containsSelect(null)) {
      return Role.PREDICATE;
    }
    if (isAssigned(index)) {
      return Role.TARGET;
    }
    if (clauses[index] == Clause.SET && isQualifiedBy(index, "excluded")) {
      return Role.TARGET;
    }
    return isPlainItem(index, Clause.RETURNING) ? Role.PROJECTION : Role.PREDICATE;
  }

  private Role roleInUpdate(int index) {
    if (isAssigned(index)) {
      return Role.TARGET;
    }
    return isPlainItem(index, Clause.RETURNING) ? Role.PROJECTION : Role.PREDICATE;
  }

  /** Whether a SELECT stands in the given clause, or anywhere if that is null. */
  private boolean containsSelect(@Nullable Clause clause) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).isWord("select") && (clause == null || clauses[i] == clause)) {
        return true;
      }
    }
    return false;
  }

  /** {@code SET c =} or {@code , c =} directly in the SET list. */
  private boolean isAssigned(int index) {
    return clauses[index] == Clause.SET
        && depths[index] == 0
        && index > 0
        && (tokens.get(index - 1).isWord("set")
            || tokens.get(index - 1).kind() == SqlToken.Kind.COMMA)
        && index + 1 < tokens.size()
        && tokens.get(index + 1).text().equals("=");
  }

  private boolean isQualifiedBy(int index, String word) {
    return index >= 2
        && tokens.get(index - 1).kind() == SqlToken.Kind.DOT
        && tokens.get(index - 2).isWord(word);
  }

  private boolean isFollowedBy(int index, SqlToken.Kind kind) {
    return index + 1 < tokens.size() && tokens.get(index + 1).kind() == kind;
  }

  /** One SELECT, nothing that groups, joins, removes duplicates or computes over rows. */
  private boolean isPlainSelect() {
    if (shape.kind() != StatementShape.Kind.SELECT) {
      return false;
    }
    for (int i = 1; i < tokens.size(); i++) {
      for (String word : Clause.NOT_PLAIN) {
        if (tokens.get(i).isWord(word)) {
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
    for (int i = 0; i < tokens.size(); i++) {
      boolean secondSource =
          clauses[i] == Clause.FROM && tokens.get(i).kind() == SqlToken.Kind.COMMA;
      // A call in the select list may be an aggregate, whose answer over no rows is an answer.
      boolean call =
          clauses[i] == Clause.SELECT_LIST && tokens.get(i).kind() == SqlToken.Kind.LEFT_PAREN;
      if (secondSource || call) {
        return false;
      }
    }
    return true;
  }

  /** {@code ORDER BY 2} names a column without naming it. */
  private boolean isOrderedByPosition() {
    for (int i = 0; i < tokens.size(); i++) {
      if (clauses[i] == Clause.ORDER_BY && tokens.get(i).kind() == SqlToken.Kind.NUMBER) {
        return true;
      }
    }
    return false;
  }

  /** The token belongs to an item {@code [t.]c [[AS] alias]} of the given list. */
  private boolean isPlainItem(int index, Clause list) {
    if (clauses[index] != list || depths[index] != 0) {
      return false;
    }
    int start = index;
    while (start > 0 && isInsideItem(start - 1, list)) {
      start--;
    }
    int i = start;
    while (i + 1 < tokens.size()
        && tokens.get(i).identifier() != null
        && isFollowedBy(i, SqlToken.Kind.DOT)) {
      i += 2;
    }
    if (i != index) {
      return false;
    }
    i++;
    if (i < tokens.size() && isInsideItem(i, list) && tokens.get(i).isWord("as")) {
      i++;
    }
    if (i < tokens.size() && isInsideItem(i, list) && tokens.get(i).identifier() != null) {
      i++;
    }
    return i >= tokens.size() || !isInsideItem(i, list);
  }

  private boolean isInsideItem(int index, Clause list) {
    return clauses[index] == list
        && !(depths[index] == 0 && tokens.get(index).kind() == SqlToken.Kind.COMMA)
        && !tokens.get(index).isWord(list.opener());
  }
}

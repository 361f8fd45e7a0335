package io.schemamedic.engine.statement;

import io.schemamedic.engine.sql.Identifier;
import java.util.Set;

/**
 * Finds the most harmful role that any new table or column plays in a statement.
 *
 * <p>Harmless is only what is certain: the rows that are read, changed, deleted or returned, and
 * every other column of them, are the same whatever values the new column holds; and a new table is
 * either only inserted into, or the only source of a query that answers no rows with no rows.
 *
 * <p>Every object that a repair adds counts, not only the one which the server complained about:
 * the server names the first missing thing, and a repair of the whole relation may add a column
 * that the same statement uses in its WHERE. Names are compared without asking whose they are. Both
 * err towards {@link Role#PREDICATE}, which only means that the call is not repeated.
 */
public final class RoleReader {
  private RoleReader() {}

  /**
   * The most harmful role of the given names.
   *
   * @param tables names of new tables, without schema
   * @param columns names of new columns of tables that exist
   */
  public static Role read(StatementShape shape, Set<Identifier> tables, Set<Identifier> columns) {
    StatementTree tree = StatementTree.of(shape);
    if (!tree.isUnderstood()) {
      return Role.PREDICATE;
    }
    Role role = tables.isEmpty() ? Role.NOT_NAMED : new TableRoles(tree, tables).mostHarmful();
    return columns.isEmpty() ? role : role.orWorse(new ColumnRoles(tree, columns).mostHarmful());
  }
}

package io.schemamedic.engine.statement;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlToken;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The most harmful role that new columns play in a statement. Used once, by one thread. */
final class ColumnRoles {
  /** Names that new values get one after the other; more are not followed. */
  private static final int MAX_STEPS = 20;

  private final StatementTree tree;
  private final Set<Identifier> names;
  private final OutputFlow flow;
  private final WholeRow rows;
  private final Map<Integer, OutputItem> outputs = new HashMap<>();
  private final Set<Identifier> ownNames = new HashSet<>();

  ColumnRoles(StatementTree tree, Set<Identifier> columns) {
    this.tree = tree;
    this.names = new HashSet<>(columns);
    this.flow = new OutputFlow(tree, names);
    this.rows = new WholeRow(tree);
    for (Scope scope : tree.scopes()) {
      for (OutputItem item : scope.items()) {
        if (item.kind() == OutputItem.Kind.COLUMN) {
          outputs.put(item.nameIndex(), item);
        }
      }
      for (Source source : scope.sources()) {
        addOwnName(source);
      }
    }
  }

  private void addOwnName(Source source) {
    Identifier alias = source.aliasIndex() < 0 ? null : tree.identifier(source.aliasIndex());
    if (alias == null || !source.isOfNoRelation()) {
      return;
    }
    // Which of two relations of one name is meant would be a question of what is visible where.
    int relations = 0;
    for (int i = 0; i < tree.size(); i++) {
      relations += tree.use(i).introducesRelation() && alias.equals(tree.identifier(i)) ? 1 : 0;
    }
    if (relations == 1) {
      ownNames.add(alias);
    }
  }

  Role mostHarmful() {
    if (rows.isUsed()) {
      return Role.PREDICATE;
    }
    for (int step = 0; step < MAX_STEPS; step++) {
      int known = names.size();
      Role role = areRowsHarmless() ? worstByName() : Role.PREDICATE;
      if (role == Role.PREDICATE || names.size() == known) {
        return role;
      }
    }
    return Role.PREDICATE;
  }

  /** New columns go where {@code *} and whole rows go, without being named. */
  private boolean areRowsHarmless() {
    for (Scope scope : tree.scopes()) {
      for (OutputItem item : scope.items()) {
        boolean row = item.kind() == OutputItem.Kind.STAR || rows.isRow(item.nameIndex());
        if (row && !flow.isHarmless(item)) {
          return false;
        }
      }
    }
    return true;
  }

  private Role worstByName() {
    Role worst = Role.NOT_NAMED;
    for (int i = 0; i < tree.size(); i++) {
      Identifier name = tree.identifier(i);
      if (name == null || !names.contains(name)) {
        continue;
      }
      if (!tree.tokens().is(i + 1, SqlToken.Kind.DOT)) {
        worst = worst.orWorse(roleAt(i));
      } else if (tree.clause(i) == Clause.SET || tree.clause(i) == Clause.INSERT_COLUMNS) {
        // `SET c.x = 1` writes a part of a column. Anywhere else it is a qualifier.
        return Role.PREDICATE;
      }
    }
    return worst;
  }

  private Role roleAt(int index) {
    switch (tree.use(index)) {
      case WRITTEN_COLUMN:
        return Role.TARGET;
      case UNKNOWN:
        break;
      default:
        return Role.NOT_NAMED;
    }
    Identifier qualifier = qualifier(index);
    if (qualifier != null && ownNames.contains(qualifier)) {
      return Role.NOT_NAMED;
    }
    if (isGivenByInsert(index, qualifier)) {
      return Role.TARGET;
    }
    OutputItem output = outputs.get(index);
    boolean harmless =
        output != null
            // What a DELETE returns is gone afterwards.
            && output.scope().kind() != Scope.Kind.DELETE
            && flow.isHarmless(output);
    return harmless ? Role.PROJECTION : Role.PREDICATE;
  }

  /** The one name in front of this one; null if there is none, or more than one. */
  private @Nullable Identifier qualifier(int index) {
    StatementTokens tokens = tree.tokens();
    return tokens.is(index - 1, SqlToken.Kind.DOT) && !tokens.is(index - 3, SqlToken.Kind.DOT)
        ? tree.identifier(index - 2)
        : null;
  }

  /** {@code excluded.c}: the value that the same statement gives, not one that is stored. */
  private boolean isGivenByInsert(int index, @Nullable Identifier qualifier) {
    Scope scope = tree.scope(index);
    return scope != null
        && scope.kind() == Scope.Kind.INSERT
        && (tree.clause(index) == Clause.SET || tree.clause(index) == Clause.UPDATE_WHERE)
        && Identifier.of("excluded").equals(qualifier);
  }
}

package io.schemamedic.engine.statement;

import io.schemamedic.engine.sql.Identifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of one statement, and for each token its block, its clause and what it is for. Knows
 * as much grammar as that needs, and expects a statement that the server has accepted: of one that
 * it would not, anything may be said. Filled by the readers, then not changed any more.
 */
final class StatementTree {
  /** Queries within queries; deeper than this is not understood. */
  static final int MAX_DEPTH = 50;

  /** Longer statements are not understood: the caller waits while its statement is read. */
  static final int MAX_TOKENS = 20_000;

  /** Likewise for statements of more queries, arms of UNION and writes. */
  static final int MAX_BLOCKS = 500;

  private final StatementTokens tokens;
  private final @Nullable Scope[] scopes;
  private final Clause[] clauses;
  private final TokenUse[] uses;
  private final List<Scope> all = new ArrayList<>();
  private boolean understood = true;

  private StatementTree(StatementTokens tokens) {
    this.tokens = tokens;
    this.scopes = new Scope[tokens.size()];
    this.clauses = new Clause[tokens.size()];
    this.uses = new TokenUse[tokens.size()];
    Arrays.fill(clauses, Clause.NONE);
    Arrays.fill(uses, TokenUse.UNKNOWN);
  }

  static StatementTree of(StatementShape shape) {
    StatementTree tree = new StatementTree(new StatementTokens(shape.tokens()));
    if (shape.isReadable()
        && shape.statementCount() == 1
        && tree.size() <= MAX_TOKENS
        && tree.tokens.isBalanced()) {
      new QueryReader(tree).statement();
    } else {
      tree.isNotUnderstood();
    }
    return tree;
  }

  /** Nothing else may be believed if this is false. */
  boolean isUnderstood() {
    return understood;
  }

  StatementTokens tokens() {
    return tokens;
  }

  int size() {
    return tokens.size();
  }

  @Nullable Identifier identifier(int index) {
    return tokens.identifier(index);
  }

  /** The innermost block that this token stands in directly. */
  @Nullable Scope scope(int index) {
    return scopes[index];
  }

  Clause clause(int index) {
    return clauses[index];
  }

  TokenUse use(int index) {
    return uses[index];
  }

  /** Every block, each behind the one around it. */
  List<Scope> scopes() {
    return Collections.unmodifiableList(all);
  }

  void isNotUnderstood() {
    understood = false;
  }

  Scope open(Scope.Kind kind, Scope.Place place, @Nullable Scope parent) {
    Scope scope = new Scope(kind, place, parent);
    all.add(scope);
    if (all.size() > MAX_BLOCKS) {
      isNotUnderstood();
    }
    return scope;
  }

  /** Everything from..to belongs there, until a block or clause inside says otherwise. */
  void assign(Scope scope, Clause clause, int from, int to) {
    for (int i = from; i < to; i++) {
      scopes[i] = scope;
      clauses[i] = clause;
    }
  }

  void mark(int index, TokenUse use) {
    uses[index] = use;
  }

  void markNames(int from, int to, TokenUse use) {
    for (int i = from; i < to; i++) {
      if (tokens.identifier(i) != null) {
        uses[i] = use;
      }
    }
  }
}

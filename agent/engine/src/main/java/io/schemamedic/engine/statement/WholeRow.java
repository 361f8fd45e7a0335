package io.schemamedic.engine.statement;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlToken;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds uses of a whole row, in which a new column counts without being named: {@code WHERE t IS
 * NOT NULL}, {@code to_jsonb(t)}, {@code t.*} in an expression, a natural join, columns that get
 * names by their position.
 */
final class WholeRow {
  /** PostgreSQL's functions of one row, from {@code pg_proc}: {@code t.to_jsonb} calls them too. */
  static final Set<String> FUNCTIONS =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  "any_out",
                  "anycompatible_out",
                  "anycompatiblenonarray_out",
                  "anyelement_out",
                  "anynonarray_out",
                  "concat",
                  "hash_record",
                  "json_build_array",
                  "json_build_object",
                  "jsonb_build_array",
                  "jsonb_build_object",
                  "num_nonnulls",
                  "num_nulls",
                  "pg_collation_for",
                  "pg_column_compression",
                  "pg_column_size",
                  "pg_column_toast_chunk_id",
                  "pg_restore_attribute_stats",
                  "pg_restore_relation_stats",
                  "pg_typeof",
                  "quote_literal",
                  "quote_nullable",
                  "record_out",
                  "record_send",
                  "row_to_json",
                  "to_json",
                  "to_jsonb")));

  private final StatementTree tree;
  private final Set<Identifier> relations = new HashSet<>();

  WholeRow(StatementTree tree) {
    this.tree = tree;
    relations.add(Identifier.of("excluded"));
    relations.add(Identifier.of("old"));
    relations.add(Identifier.of("new"));
    for (int i = 0; i < tree.size(); i++) {
      Identifier name = tree.identifier(i);
      if (name != null && tree.use(i).introducesRelation()) {
        relations.add(name);
      }
    }
  }

  /** Whether one is used in any other way than as an output of its own. */
  boolean isUsed() {
    for (Scope scope : tree.scopes()) {
      if (scope.kind() != Scope.Kind.QUERY && scope.hasRenamedColumns()) {
        return true;
      }
    }
    Set<Integer> outputs = new HashSet<>();
    for (Scope scope : tree.scopes()) {
      for (OutputItem item : scope.items()) {
        outputs.add(item.nameIndex());
      }
    }
    for (int i = 0; i < tree.size(); i++) {
      if (tree.tokens().isKeyword(i, "natural") || (isRow(i) && !outputs.contains(i))) {
        return true;
      }
    }
    return false;
  }

  /** The name of a relation stands here for its row. */
  boolean isRow(int index) {
    Identifier name = tree.identifier(index);
    if (name == null) {
      return false;
    }
    StatementTokens tokens = tree.tokens();
    boolean qualified = tokens.is(index - 1, SqlToken.Kind.DOT);
    if (tokens.is(index + 1, SqlToken.Kind.DOT)) {
      return tokens.isOperator(index + 2, "*") && tree.use(index + 2) != TokenUse.ALL_COLUMNS;
    }
    return qualified
        ? FUNCTIONS.contains(name.value()) && tree.use(index) == TokenUse.UNKNOWN
        : tree.use(index) == TokenUse.UNKNOWN && relations.contains(name);
  }
}

package io.schemamedic.engine.statement;

import io.schemamedic.engine.sql.SqlToken;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The clauses of one statement's outermost level, as far as the rules need to tell them apart. */
enum Clause {
  NONE(""),
  SELECT_LIST("select"),
  FROM("from"),
  WHERE("where"),
  GROUP_BY("group"),
  ORDER_BY("order"),
  LIMIT("limit"),
  INSERT_TARGET("into"),
  INSERT_COLUMNS(""),
  VALUES("values"),
  ON_CONFLICT("conflict"),
  SET("set"),
  RETURNING("returning"),
  OTHER("");

  /**
   * Words that make a SELECT more than a list of columns from one source, or hide a second SELECT.
   */
  static final List<String> NOT_PLAIN =
      Collections.unmodifiableList(
          Arrays.asList(
              "select",
              "table",
              "union",
              "intersect",
              "except",
              "distinct",
              "join",
              "natural",
              "lateral",
              "group",
              "having",
              "window",
              "over",
              "into",
              "exists",
              "only",
              "tablesample",
              "with"));

  private final String opener;

  Clause(String opener) {
    this.opener = opener;
  }

  /** The keyword that opens it; empty if it has none of its own. */
  String opener() {
    return opener;
  }

  /** How deep in parentheses each token stands; a parenthesis itself counts as inside. */
  static int[] depths(List<SqlToken> tokens) {
    int[] depths = new int[tokens.size()];
    int depth = 0;
    for (int i = 0; i < depths.length; i++) {
      SqlToken.Kind kind = tokens.get(i).kind();
      if (kind == SqlToken.Kind.LEFT_PAREN || kind == SqlToken.Kind.LEFT_BRACKET) {
        depth++;
      }
      depths[i] = depth;
      if (kind == SqlToken.Kind.RIGHT_PAREN || kind == SqlToken.Kind.RIGHT_BRACKET) {
        depth--;
      }
    }
    return depths;
  }

  /** The clause of each token; what stands in parentheses belongs to the clause around it. */
  static Clause[] clauses(StatementShape shape, int[] depths) {
    List<SqlToken> tokens = shape.tokens();
    Clause[] clauses = new Clause[tokens.size()];
    Clause current = NONE;
    for (int i = 0; i < clauses.length; i++) {
      SqlToken token = tokens.get(i);
      if (depths[i] == 0) {
        current = isName(tokens, i) ? current : next(shape.kind(), current, tokens, i);
      } else if (current == INSERT_TARGET && token.kind() == SqlToken.Kind.LEFT_PAREN) {
        current = INSERT_COLUMNS;
      }
      clauses[i] = current;
    }
    return clauses;
  }

  /** Behind a dot and behind AS, any keyword may stand as a name. */
  private static boolean isName(List<SqlToken> tokens, int index) {
    return index > 0
        && (tokens.get(index - 1).is(SqlToken.Kind.DOT)
            || (tokens.get(index - 1).isWord("as") && !isName(tokens, index - 1)));
  }

  private static Clause next(
      StatementShape.Kind kind, Clause current, List<SqlToken> tokens, int index) {
    SqlToken token = tokens.get(index);
    SqlToken before = index == 0 ? null : tokens.get(index - 1);
    if (current == RETURNING) {
      // The last clause: `RETURNING c set` must not open another one.
      return current;
    }
    for (Clause clause : values()) {
      if (!clause.opener.isEmpty()
          && token.isWord(clause.opener)
          && clause.canFollow(kind, current, before)) {
        return clause;
      }
    }
    if (token.isWord("having") || token.isWord("window") || token.isWord("for")) {
      return OTHER;
    }
    if (current == INSERT_COLUMNS && !token.isWord("overriding")) {
      return OTHER;
    }
    return current;
  }

  /**
   * Whether its keyword opens it here. The keywords which are not reserved are names elsewhere:
   * {@code FROM a conflict, b} gives a the alias "conflict".
   */
  private boolean canFollow(StatementShape.Kind kind, Clause current, @Nullable SqlToken before) {
    switch (this) {
      case INSERT_TARGET:
        return current == NONE && kind == StatementShape.Kind.INSERT;
      case VALUES:
        return kind == StatementShape.Kind.INSERT;
      case ON_CONFLICT:
        return kind == StatementShape.Kind.INSERT && before != null && before.isWord("on");
      case FROM:
        // `IS DISTINCT FROM` compares.
        return before == null || !before.isWord("distinct");
      case SET:
        return kind == StatementShape.Kind.INSERT
            ? before != null && before.isWord("update")
            : kind == StatementShape.Kind.UPDATE && current == NONE;
      default:
        return true;
    }
  }
}

package io.schemamedic.engine.statement;

import io.schemamedic.engine.sql.SqlToken;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

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
              "union",
              "intersect",
              "except",
              "distinct",
              "join",
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
  static Clause[] clauses(List<SqlToken> tokens, int[] depths) {
    Clause[] clauses = new Clause[tokens.size()];
    Clause current = NONE;
    for (int i = 0; i < clauses.length; i++) {
      SqlToken token = tokens.get(i);
      if (depths[i] == 0) {
        current = next(current, token);
      } else if (current == INSERT_TARGET && token.kind() == SqlToken.Kind.LEFT_PAREN) {
        current = INSERT_COLUMNS;
      }
      clauses[i] = current;
    }
    return clauses;
  }

  private static Clause next(Clause current, SqlToken token) {
    for (Clause clause : values()) {
      if (!clause.opener.isEmpty() && token.isWord(clause.opener)) {
        // RETURNING is the last clause: `RETURNING c AS set` must not open another one.
        return current == RETURNING ? RETURNING : clause;
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
}

package io.schemamedic.engine.sql;

/** Where an operator ends: the longest run, cut by PostgreSQL's rules for comments and signs. */
final class OperatorScanner {
  private static final String OPERATOR_CHARACTERS = "~!@#^&|`+-*/%<>=";

  /** With one of these in it, an operator may end in a sign. */
  private static final String ALLOW_TRAILING_SIGN = "~!@#^&|`?%";

  private OperatorScanner() {}

  /** The index behind the operator that begins at {@code start}; always at least one further. */
  static int end(String sql, int start) {
    int end = start;
    while (end < sql.length()) {
      if (end > start && (sql.startsWith("--", end) || sql.startsWith("/*", end))) {
        break;
      }
      if (sql.startsWith("??", end)) {
        end += 2;
      } else if (OPERATOR_CHARACTERS.indexOf(sql.charAt(end)) >= 0) {
        end++;
      } else {
        break;
      }
    }
    // "a=-1" is "= -1": a sign at the end belongs to what follows unless the operator is exotic.
    while (end > start + 1 && isSign(sql.charAt(end - 1)) && !isExotic(sql, start, end - 1)) {
      end--;
    }
    return Math.max(end, start + 1);
  }

  private static boolean isSign(char c) {
    return c == '+' || c == '-';
  }

  private static boolean isExotic(String sql, int start, int end) {
    for (int i = start; i < end; i++) {
      if (ALLOW_TRAILING_SIGN.indexOf(sql.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }
}

package io.schemamedic.engine.sql;

/** Where a number ends: integers of four bases, decimals and exponents, underscores included. */
final class NumberScanner {
  private NumberScanner() {}

  /**
   * The index behind the number that begins at {@code start} with a digit, or a dot and a digit.
   */
  static int end(String sql, int start) {
    int based = endOfBased(sql, start);
    if (based > start) {
      return based;
    }
    int end = digits(sql, start, 10);
    // Two dots are an operator of their own, so "1..3" begins with the integer 1.
    if (at(sql, end) == '.' && at(sql, end + 1) != '.') {
      int fraction = end + 1;
      end = isDigit(at(sql, fraction), 10) ? digits(sql, fraction, 10) : fraction;
    }
    return exponent(sql, end);
  }

  private static int endOfBased(String sql, int start) {
    if (at(sql, start) != '0') {
      return start;
    }
    int base = base(at(sql, start + 1));
    if (base == 0) {
      return start;
    }
    int first = at(sql, start + 2) == '_' ? start + 3 : start + 2;
    return isDigit(at(sql, first), base) ? digits(sql, first, base) : start;
  }

  private static int base(char letter) {
    switch (letter) {
      case 'x':
      case 'X':
        return 16;
      case 'o':
      case 'O':
        return 8;
      case 'b':
      case 'B':
        return 2;
      default:
        return 0;
    }
  }

  private static int digits(String sql, int start, int base) {
    int end = start;
    while (isDigit(at(sql, end), base)
        || (end > start && at(sql, end) == '_' && isDigit(at(sql, end + 1), base))) {
      end++;
    }
    return end;
  }

  private static int exponent(String sql, int start) {
    if (at(sql, start) != 'e' && at(sql, start) != 'E') {
      return start;
    }
    char sign = at(sql, start + 1);
    int first = sign == '+' || sign == '-' ? start + 2 : start + 1;
    return isDigit(at(sql, first), 10) ? digits(sql, first, 10) : start;
  }

  private static boolean isDigit(char c, int base) {
    return c < 0x80 && Character.digit(c, base) >= 0;
  }

  private static char at(String sql, int index) {
    return index < sql.length() ? sql.charAt(index) : '\0';
  }
}

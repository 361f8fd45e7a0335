package io.schemamedic.engine.diagnosis;

import io.schemamedic.engine.sql.Identifier;
import java.util.Locale;

/**
 * Whether two names differ by what a slip of the fingers makes: one letter too many, too few or
 * wrong, or two neighbours swapped; case does not count. Short names are too often one edit apart
 * by intention, and so are names that differ in digits, such as {@code orders_2024} and {@code
 * orders_2025}.
 */
final class OneEdit {
  private static final int SHORTEST = 4;

  private OneEdit() {}

  static boolean isBetween(Identifier one, Identifier other) {
    String a = one.value().toLowerCase(Locale.ROOT);
    String b = other.value().toLowerCase(Locale.ROOT);
    return a.length() <= b.length() ? isOneEdit(a, b) : isOneEdit(b, a);
  }

  /** The first one is not longer than the second one. */
  private static boolean isOneEdit(String a, String b) {
    if (a.length() < SHORTEST || b.length() - a.length() > 1) {
      return false;
    }
    int start = 0;
    while (start < a.length() && a.charAt(start) == b.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < a.length() - start
        && a.charAt(a.length() - 1 - end) == b.charAt(b.length() - 1 - end)) {
      end++;
    }
    String left = a.substring(start, a.length() - end);
    String right = b.substring(start, b.length() - end);
    boolean oneCharacter = right.length() == 1 && left.length() <= 1;
    boolean swapped =
        right.length() == 2
            && left.length() == 2
            && left.charAt(0) == right.charAt(1)
            && left.charAt(1) == right.charAt(0);
    return (oneCharacter || swapped) && !isDigits(left + right);
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}

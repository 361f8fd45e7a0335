package io.schemamedic.engine.sql;

/**
 * Letter case as PostgreSQL's lexer sees it: only A to Z have one. The platform's methods would
 * also fold the Turkish i, the long s and the Kelvin sign.
 */
final class Ascii {
  private Ascii() {}

  static String lowerCase(String text) {
    StringBuilder folded = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        if (folded == null) {
          folded = new StringBuilder(text);
        }
        folded.setCharAt(i, (char) (c + ('a' - 'A')));
      }
    }
    return folded == null ? text : folded.toString();
  }

  static boolean equalsIgnoreCase(String a, String b) {
    if (a.length() != b.length()) {
      return false;
    }
    for (int i = 0; i < a.length(); i++) {
      if (lowerCase(a.charAt(i)) != lowerCase(b.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static char lowerCase(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }
}

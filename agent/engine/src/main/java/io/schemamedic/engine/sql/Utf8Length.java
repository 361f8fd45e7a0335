package io.schemamedic.engine.sql;

/** Lengths in bytes of UTF-8, without encoding anything. */
final class Utf8Length {
  private Utf8Length() {}

  static int of(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      bytes += of(codePoint);
      i += Character.charCount(codePoint);
    }
    return bytes;
  }

  /** The longest beginning that takes at most {@code maxBytes} and splits no character. */
  static String clip(String text, int maxBytes) {
    int bytes = 0;
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      bytes += of(codePoint);
      if (bytes > maxBytes) {
        return text.substring(0, i);
      }
      i += Character.charCount(codePoint);
    }
    return text;
  }

  private static int of(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }
}

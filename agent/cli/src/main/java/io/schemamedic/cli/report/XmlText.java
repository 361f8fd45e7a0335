package io.schemamedic.cli.report;

/** Texts for XML 1.0, which has no form at all for most control characters. */
final class XmlText {
  private XmlText() {}

  /** The text with what XML cannot hold written as {@code \}{@code u{...}}. */
  static String of(String text) {
    StringBuilder legal = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      at += Character.charCount(codePoint);
      if (isLegal(codePoint)) {
        legal.appendCodePoint(codePoint);
      } else {
        legal.append(String.format("\\u{%x}", codePoint));
      }
    }
    return legal.toString();
  }

  private static boolean isLegal(int codePoint) {
    return codePoint == '\n'
        || codePoint == '\t'
        || (codePoint >= 0x20 && codePoint < 0x7f)
        || (codePoint > 0x9f && codePoint < 0xd800)
        || (codePoint >= 0xe000 && codePoint < 0xfffe)
        || codePoint > 0xffff;
  }
}

package io.schemamedic.engine.schema.canonical;

import io.schemamedic.engine.schema.canonical.Node.Kind;
import io.schemamedic.engine.schema.ddl.NotUnderstoodException;
import io.schemamedic.engine.schema.ddl.TokenCursor;
import io.schemamedic.engine.sql.SqlToken;
import java.math.BigInteger;
import java.util.Locale;

/** The value of a string in one of its spellings. */
final class StringConstant {
  private static final int BITS_PER_DIGIT = 4;
  private static final int HEXADECIMAL = 16;

  private StringConstant() {}

  static Node of(SqlToken token) throws NotUnderstoodException {
    String text = token.text();
    if (!token.is(SqlToken.Kind.STRING) || text.length() < 2) {
      throw TokenCursor.unexpected();
    }
    if (text.startsWith("$")) {
      int tag = text.indexOf('$', 1) + 1;
      return Node.leaf(Kind.STRING, text.substring(tag, text.length() - tag), null);
    }
    String content = text.substring(text.indexOf('\'') + 1, text.length() - 1);
    // A string that goes on in the next line is left alone.
    boolean simple = content.indexOf('\n') < 0 && content.indexOf('\r') < 0;
    String prefix = text.substring(0, text.indexOf('\'')).toLowerCase(Locale.ROOT);
    switch (prefix) {
      case "":
        break;
      case "e":
        content = unescaped(content);
        break;
      case "b":
        return Node.leaf(Kind.STRING, content, CanonicalType.of("\"bit\""));
      case "x":
        return Node.leaf(Kind.STRING, bits(content), CanonicalType.of("\"bit\""));
      default:
        simple = false;
    }
    if (!simple) {
      throw TokenCursor.unexpected();
    }
    return Node.leaf(Kind.STRING, content.replace("''", "'"), null);
  }

  /** Numeric escapes are left alone: what they mean depends on the encoding. */
  private static String unescaped(String content) throws NotUnderstoodException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      i++;
      int letter = i < content.length() ? "btnfr'\\\"".indexOf(content.charAt(i)) : -1;
      if (letter < 0) {
        throw TokenCursor.unexpected();
      }
      text.append("\b\t\n\f\r'\\\"".charAt(letter));
    }
    return text.toString();
  }

  private static String bits(String hexadecimal) throws NotUnderstoodException {
    if (!hexadecimal.matches("[0-9A-Fa-f]+")) {
      throw TokenCursor.unexpected();
    }
    StringBuilder bits = new StringBuilder(new BigInteger(hexadecimal, HEXADECIMAL).toString(2));
    while (bits.length() < hexadecimal.length() * BITS_PER_DIGIT) {
      bits.insert(0, '0');
    }
    return bits.toString();
  }
}

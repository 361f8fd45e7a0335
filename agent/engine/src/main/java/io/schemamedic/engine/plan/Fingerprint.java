package io.schemamedic.engine.plan;

import io.schemamedic.engine.digest.Sha256;

/** A short hash of several texts, by which two lists of them can be told apart. */
final class Fingerprint {
  private static final int HEX_DIGITS = 16;

  private Fingerprint() {}

  static String of(Iterable<String> texts) {
    StringBuilder all = new StringBuilder();
    for (String text : texts) {
      // No text of PostgreSQL's holds a null, so that no two lists look the same in one piece.
      all.append(text).append('\0');
    }
    return Sha256.hex(all.toString(), HEX_DIGITS);
  }
}

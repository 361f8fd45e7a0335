package io.schemamedic.engine.schema.canonical;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL takes for true and false in a string. */
final class BooleanWord {
  private BooleanWord() {}

  /** Absent if it is neither. */
  static @Nullable Boolean of(String text) {
    switch (text.trim().toLowerCase(Locale.ROOT)) {
      case "t":
      case "true":
      case "y":
      case "yes":
      case "on":
      case "1":
        return true;
      case "f":
      case "false":
      case "n":
      case "no":
      case "off":
      case "0":
        return false;
      default:
        return null;
    }
  }
}

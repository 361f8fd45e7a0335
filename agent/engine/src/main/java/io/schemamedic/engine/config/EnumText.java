package io.schemamedic.engine.config;

import java.util.Locale;

/** How constants are written in configuration: lower case. */
final class EnumText {
  private EnumText() {}

  static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if the text names no constant; the message is for the operator
   */
  static <E extends Enum<E>> E parse(Class<E> type, String text) {
    for (E constant : type.getEnumConstants()) {
      if (code(constant).equalsIgnoreCase(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("not one of the accepted words");
  }
}

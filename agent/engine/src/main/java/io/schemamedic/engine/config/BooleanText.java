package io.schemamedic.engine.config;

/** How yes and no are written in configuration. */
final class BooleanText {
  private BooleanText() {}

  /**
   * @throws IllegalArgumentException for any other word; the message is for the operator
   */
  static boolean parse(String text) {
    if (text.equalsIgnoreCase("true")) {
      return true;
    }
    if (text.equalsIgnoreCase("false")) {
      return false;
    }
    throw new IllegalArgumentException("neither true nor false");
  }
}

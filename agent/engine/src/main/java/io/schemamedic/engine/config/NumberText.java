package io.schemamedic.engine.config;

/** How counts and ports are written in configuration. */
final class NumberText {
  private NumberText() {}

  /**
   * @throws IllegalArgumentException if the text is no whole number within the bounds, both
   *     included; the message is for the operator
   */
  static int parse(String text, int smallest, int largest) {
    int number;
    try {
      number = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a whole number", e);
    }
    if (number < smallest || number > largest) {
      throw new IllegalArgumentException("not from " + smallest + " to " + largest);
    }
    return number;
  }
}

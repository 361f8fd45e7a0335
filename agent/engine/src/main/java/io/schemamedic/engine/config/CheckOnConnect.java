package io.schemamedic.engine.config;

/**
 * Whether the declared schema is compared with a database when the service first connects to it.
 */
public enum CheckOnConnect {
  /** Not at all. */
  OFF,
  /** On a thread of our own; the service does not wait. */
  BACKGROUND,
  /** Before the service gets its connection, so that gaps are closed before the first statement. */
  BLOCKING;

  /**
   * @throws IllegalArgumentException if the text names no constant, or one that this version does
   *     not implement; the message is for the operator
   */
  static CheckOnConnect parse(String text) {
    CheckOnConnect parsed = EnumText.parse(CheckOnConnect.class, text);
    if (parsed == BLOCKING) {
      throw new IllegalArgumentException("blocking is not supported in this version");
    }
    return parsed;
  }
}

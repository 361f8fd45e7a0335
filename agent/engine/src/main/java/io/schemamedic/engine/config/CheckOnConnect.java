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

  static CheckOnConnect parse(String text) {
    return EnumText.parse(CheckOnConnect.class, text);
  }
}

package io.schemamedic.engine.schema.ddl;

/** A statement is not what the reader knows; the message says why in constant words. */
public final class NotUnderstoodException extends Exception {
  private static final long serialVersionUID = 1L;

  NotUnderstoodException(String reason) {
    // Never leaves the reading of a declaration, so nobody would see where it came from.
    super(reason, null, false, false);
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}

package io.schemamedic.engine.source.liquibase;

/** A change whose DDL is not known. The message is in constant words. */
final class NotTranslatedException extends Exception {
  private static final long serialVersionUID = 1L;

  NotTranslatedException(String message) {
    super(message);
  }
}

package io.schemamedic.demo.app;

/** The caller's request cannot be understood; becomes a 400. The message is shown to the caller. */
public final class InvalidRequestException extends RuntimeException {

  public InvalidRequestException(String message) {
    super(message);
  }
}

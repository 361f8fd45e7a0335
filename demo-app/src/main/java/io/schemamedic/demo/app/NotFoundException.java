package io.schemamedic.demo.app;

/** What the caller named is not there, or is not the caller's; becomes a 404. */
public final class NotFoundException extends RuntimeException {
  private final String code;

  /**
   * @param code stable, for programs: {@code unknown_session}, {@code unknown_user}, {@code
   *     unknown_conversation}
   * @param message for people
   */
  public NotFoundException(String code, String message) {
    super(message);
    this.code = code;
  }

  public String code() {
    return code;
  }
}

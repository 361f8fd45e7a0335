package io.schemamedic.engine.admin;

/** What goes back to a client. Immutable. */
final class AdminResponse {
  private static final String PLAIN = "text/plain; charset=utf-8";
  private final int status;
  private final String contentType;
  private final String body;

  private AdminResponse(int status, String contentType, String body) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
  }

  static AdminResponse ok(String contentType, String body) {
    return new AdminResponse(200, contentType, body);
  }

  /**
   * @param sentence a literal of ours
   */
  static AdminResponse text(int status, String sentence) {
    return new AdminResponse(status, PLAIN, sentence + "\n");
  }

  int status() {
    return status;
  }

  String contentType() {
    return contentType;
  }

  String body() {
    return body;
  }
}

package io.schemamedic.engine.admin;

/** What goes back to a client. Immutable. */
final class AdminResponse {
  private static final String PLAIN = "text/plain; charset=utf-8";
  private static final String JSON = "application/json; charset=utf-8";
  private static final String HTML = "text/html; charset=utf-8";

  /** For whatever a browser should not take for a page. */
  private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

  private final int status;
  private final String contentType;
  private final String policy;
  private final String body;

  private AdminResponse(int status, String contentType, String policy, String body) {
    this.status = status;
    this.contentType = contentType;
    this.policy = policy;
    this.body = body;
  }

  static AdminResponse ok(String contentType, String body) {
    return new AdminResponse(200, contentType, NOTHING, body);
  }

  static AdminResponse json(String body) {
    return new AdminResponse(200, JSON, NOTHING, body);
  }

  static AdminResponse page(StaticPage page) {
    return new AdminResponse(200, HTML, page.policy(), page.html());
  }

  static AdminResponse text(String body) {
    return new AdminResponse(200, PLAIN, NOTHING, body);
  }

  /**
   * @param sentence a literal of ours
   */
  static AdminResponse sentence(int status, String sentence) {
    return new AdminResponse(status, PLAIN, NOTHING, sentence + "\n");
  }

  int status() {
    return status;
  }

  String contentType() {
    return contentType;
  }

  /** The value of a {@code Content-Security-Policy} header. */
  String policy() {
    return policy;
  }

  String body() {
    return body;
  }
}

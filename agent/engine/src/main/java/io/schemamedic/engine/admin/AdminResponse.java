package io.schemamedic.engine.admin;

import io.schemamedic.engine.json.JsonWriter;
import org.jspecify.annotations.Nullable;

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
  private final @Nullable String extraHeader;

  private AdminResponse(
      int status, String contentType, String policy, String body, @Nullable String extraHeader) {
    this.status = status;
    this.contentType = contentType;
    this.policy = policy;
    this.body = body;
    this.extraHeader = extraHeader;
  }

  static AdminResponse ok(String contentType, String body) {
    return new AdminResponse(200, contentType, NOTHING, body, null);
  }

  static AdminResponse page(StaticPage page) {
    return new AdminResponse(200, HTML, page.policy(), page.html(), null);
  }

  static AdminResponse text(String body) {
    return ok(PLAIN, body);
  }

  static AdminResponse json(String body) {
    return ok(JSON, body);
  }

  static AdminResponse json(int status, String body) {
    return new AdminResponse(status, JSON, NOTHING, body, null);
  }

  /**
   * A request that gets nothing, in the form of an answer to an approval.
   *
   * @param reason a stable code
   * @param advice what to do, a literal of ours
   */
  static AdminResponse refused(int status, String reason, String advice) {
    return json(
        status,
        new JsonWriter()
            .beginObject()
            .field("decision", "refused")
            .field("reason", reason)
            .field("detail", "")
            .field("advice", advice)
            .endObject()
            .toString());
  }

  /**
   * @param header a whole header, a literal of ours
   */
  AdminResponse with(String header) {
    return new AdminResponse(status, contentType, policy, body, header);
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

  /** What just this response says beyond the usual; null for nothing. */
  @Nullable String extraHeader() {
    return extraHeader;
  }
}

package io.schemamedic.engine.admin;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request asks for. Made by {@link HttpRequestReader}. Immutable. */
final class HttpRequest {
  private final String method;
  private final String path;
  private final Map<String, String> headers;
  private final String client;

  /**
   * @param headers by their names in lower case
   */
  HttpRequest(String method, String path, Map<String, String> headers, String client) {
    this.method = method;
    this.path = path;
    this.headers = headers;
    this.client = client;
  }

  String method() {
    return method;
  }

  /** As it was sent, without the query; begins with a slash. Never decoded: no name of ours is. */
  String path() {
    return path;
  }

  /** The host that the client means, as it wrote it. */
  String host() {
    return headers.getOrDefault(HttpRequestReader.HOST, "");
  }

  /**
   * The value of one of the headers that {@link HttpRequestReader} keeps; null if there is none.
   */
  @Nullable String header(String nameInLowerCase) {
    return headers.get(nameInLowerCase);
  }

  /** The address of the client, for people to read. */
  String client() {
    return client;
  }

  /** Whether more follows than a head. */
  boolean hasBody() {
    String length = headers.get(HttpRequestReader.CONTENT_LENGTH);
    return headers.containsKey(HttpRequestReader.TRANSFER_ENCODING)
        || (length != null && !length.matches("0+"));
  }
}

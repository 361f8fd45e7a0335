package io.schemamedic.engine.admin;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** What a request asks for: the little of HTTP that a server without input needs. Immutable. */
final class HttpRequest {
  private final String method;
  private final @Nullable String path;
  private final @Nullable String host;

  private HttpRequest(String method, @Nullable String path, @Nullable String host) {
    this.method = method;
    this.path = path;
    this.host = host;
  }

  /**
   * @param head all before the empty line that ends it
   * @return null if it is no request, or one that means different things to different readers
   */
  static @Nullable HttpRequest parse(String head) {
    String[] lines = head.split("\r\n", -1);
    String[] words = lines[0].split(" ", -1);
    if (words.length != 3 || words[0].isEmpty() || !words[2].startsWith("HTTP/1.")) {
      return null;
    }
    String host = null;
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon < 0) {
        return null;
      }
      if (lines[i].substring(0, colon).equalsIgnoreCase("Host")) {
        if (host != null) {
          return null;
        }
        host = lines[i].substring(colon + 1).trim();
      }
    }
    try {
      return new HttpRequest(words[0], new URI(words[1]).getPath(), host);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  String method() {
    return method;
  }

  /** Decoded, without the query; null if there is none. */
  @Nullable String path() {
    return path;
  }

  /** The header of that name; null if there is none. */
  @Nullable String host() {
    return host;
  }
}

package io.schemamedic.engine.admin;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request that changes something comes from our own page or from no page at all. A
 * browser says where a page is from that sends one, and pages cannot make it say otherwise.
 */
final class OriginCheck {
  private OriginCheck() {}

  static boolean accepts(HttpRequest request) {
    String site = request.header(HttpRequestReader.FETCH_SITE);
    return isOurs(request.header(HttpRequestReader.ORIGIN), request.host())
        && (site == null || site.equals("same-origin") || site.equals("none"));
  }

  /** A proxy may add TLS, so both schemes are ours. */
  private static boolean isOurs(@Nullable String origin, String host) {
    if (origin == null) {
      return true;
    }
    String lower = origin.toLowerCase(Locale.ROOT);
    String ours = host.toLowerCase(Locale.ROOT);
    return lower.equals("http://" + ours) || lower.equals("https://" + ours);
  }
}

package io.schemamedic.engine.admin;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the little of HTTP that a server without input needs, and refuses what two readers, such as
 * a proxy and we, could understand differently.
 */
final class HttpRequestReader {
  static final String HOST = "host";
  static final String ORIGIN = "origin";
  static final String FETCH_SITE = "sec-fetch-site";
  static final String AUTHORIZATION = "authorization";
  static final String TOKEN = "x-schema-medic-token";
  static final String CONTENT_LENGTH = "content-length";
  static final String TRANSFER_ENCODING = "transfer-encoding";

  /** What we look at; each of them at most once. */
  private static final Set<String> KEPT =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  HOST,
                  ORIGIN,
                  FETCH_SITE,
                  AUTHORIZATION,
                  TOKEN,
                  CONTENT_LENGTH,
                  TRANSFER_ENCODING)));

  private static final Pattern TOKEN_CHARACTERS = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Pattern VERSION = Pattern.compile("HTTP/1\\.[01]");

  /** A path of this server and a query, which nobody reads. */
  private static final Pattern TARGET =
      Pattern.compile("/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*(?:\\?[!-~&&[^#]]*)?");

  private static final Pattern HALF_AN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private HttpRequestReader() {}

  /**
   * @param head all before the empty line that ends it, one character a byte
   * @param client the address that it came from
   * @return null if it is no request, or one that means different things to different readers
   */
  static @Nullable HttpRequest read(String head, String client) {
    String[] lines = head.split("\r\n", -1);
    String[] words = lines[0].split(" ", -1);
    if (words.length != 3
        || !TOKEN_CHARACTERS.matcher(words[0]).matches()
        || !TARGET.matcher(words[1]).matches()
        || HALF_AN_ESCAPE.matcher(words[1]).find()
        || !VERSION.matcher(words[2]).matches()) {
      return null;
    }
    Map<String, String> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      if (!take(lines[i], headers)) {
        return null;
      }
    }
    if (!headers.containsKey(HOST) || !isClear(headers)) {
      return null;
    }
    return new HttpRequest(words[0], words[1].split("\\?", 2)[0], headers, client);
  }

  private static boolean take(String line, Map<String, String> headers) {
    int colon = line.indexOf(':');
    if (colon < 0
        || !TOKEN_CHARACTERS.matcher(line.substring(0, colon)).matches()
        || !VALUE.matcher(line.substring(colon + 1)).matches()) {
      return false;
    }
    String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
    return !KEPT.contains(name) || headers.put(name, line.substring(colon + 1).trim()) == null;
  }

  /** Two ends of a body, or an end that is no number, hide a second request from a first reader. */
  private static boolean isClear(Map<String, String> headers) {
    String length = headers.get(CONTENT_LENGTH);
    return length == null
        || (!headers.containsKey(TRANSFER_ENCODING) && NUMBER.matcher(length).matches());
  }
}

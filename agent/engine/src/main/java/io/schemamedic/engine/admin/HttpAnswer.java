package io.schemamedic.engine.admin;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A response as it is sent. */
final class HttpAnswer {
  private static final String HEADERS =
      "Connection: close\r\n"
          + "Cache-Control: no-store\r\n"
          + "X-Content-Type-Options: nosniff\r\n"
          + "X-Frame-Options: DENY\r\n"
          + "Referrer-Policy: same-origin\r\n"
          + "Cross-Origin-Resource-Policy: same-origin\r\n"
          + "Cross-Origin-Opener-Policy: same-origin\r\n";

  private HttpAnswer() {}

  /**
   * @param withBody false for HEAD, which gets the headers that a GET would get
   */
  static byte[] bytes(AdminResponse response, boolean withBody) {
    byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(response.status());
    head.append(' ').append(phrase(response.status())).append("\r\n");
    head.append("Content-Type: ").append(response.contentType()).append("\r\n");
    head.append("Content-Length: ").append(body.length).append("\r\n");
    if (response.extraHeader() != null) {
      head.append(response.extraHeader()).append("\r\n");
    }
    head.append("Content-Security-Policy: ").append(response.policy()).append("\r\n");
    head.append(HEADERS).append("\r\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length() + body.length);
    byte[] headBytes = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    bytes.write(headBytes, 0, headBytes.length);
    if (withBody) {
      bytes.write(body, 0, body.length);
    }
    return bytes.toByteArray();
  }

  private static String phrase(int status) {
    switch (status) {
      case 200:
        return "OK";
      case 400:
        return "Bad Request";
      case 401:
        return "Unauthorized";
      case 403:
        return "Forbidden";
      case 404:
        return "Not Found";
      case 405:
        return "Method Not Allowed";
      case 409:
        return "Conflict";
      case 410:
        return "Gone";
      case 413:
        return "Content Too Large";
      case 421:
        return "Misdirected Request";
      case 431:
        return "Request Header Fields Too Large";
      case 503:
        return "Service Unavailable";
      default:
        return "Internal Server Error";
    }
  }
}

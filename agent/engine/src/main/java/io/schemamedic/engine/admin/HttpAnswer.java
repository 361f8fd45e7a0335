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
          + "Referrer-Policy: no-referrer\r\n"
          + "Cross-Origin-Resource-Policy: same-origin\r\n"
          + "Cross-Origin-Opener-Policy: same-origin\r\n";

  private HttpAnswer() {}

  /**
   * @param withBody false for HEAD, which gets the headers that a GET would get
   */
  static byte[] bytes(AdminResponse response, boolean withBody) {
    byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
    // The words after the number are for people only.
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(response.status());
    head.append(response.status() == 200 ? " OK\r\n" : " No\r\n");
    head.append("Content-Type: ").append(response.contentType()).append("\r\n");
    head.append("Content-Length: ").append(body.length).append("\r\n");
    if (response.status() == 405) {
      head.append("Allow: GET, HEAD\r\n");
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
}

package io.schemamedic.engine.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminServerTest {
  private OpenPort port = OpenPort.of(new TestContent());

  @AfterEach
  void close() {
    port.close();
  }

  @Test
  void openPortIsTold() {
    assertThat(port.number()).isPositive();
    assertThat(port.stderr)
        .containsExactly(
            "[schema-medic] metrics and status page are served host=\"127.0.0.1\" port="
                + port.number());
    assertThat(port.origin()).isEqualTo("http://127.0.0.1:" + port.number());
  }

  @ParameterizedTest
  @CsvSource({
    "http, shop-1, http://shop-1:9464",
    "https, shop-1, https://shop-1:9464",
    "http, 0.0.0.0, http://127.0.0.1:9464",
    "http, ::, http://127.0.0.1:9464",
    "http, ::1, http://[::1]:9464"
  })
  void originIsWhatABrowserOnThisMachineCanOpen(String scheme, String host, String origin) {
    assertThat(AdminServer.origin(scheme, host, 9464)).isEqualTo(origin);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/metrics       | text/plain; version=0.0.4; charset=utf-8 | up 1",
        "/-/healthy     | text/plain; charset=utf-8                | ok",
        "/api/incidents | application/json; charset=utf-8          | {\"incidents\":[]}",
        "/api/drift     | application/json; charset=utf-8          | {\"drift\":[]}",
        "/api/plans     | application/json; charset=utf-8          | {\"plans\":[]}",
        "/api/status    | application/json; charset=utf-8          | {\"mode\":\"propose\"}",
        "/api/repairs   | application/json; charset=utf-8          | {\"repairs\":[]}",
        "/drafts/V1__x.sql | text/plain; charset=utf-8             | -- <b>",
        "/docs/reasons.md  | text/plain; charset=utf-8             | not_owner",
        "/runbook       | text/html; charset=utf-8                 | <html",
        "/              | text/html; charset=utf-8                 | <title>Schema Medic",
        "/?x=1          | text/html; charset=utf-8                 | <title>Schema Medic",
      })
  void resourcesAreServedWithTheirTypes(String path, String contentType, String body)
      throws IOException {
    String answer = get(path);

    assertThat(answer).startsWith("HTTP/1.1 200 ").contains(body);
    assertThat(answer.lines())
        .contains(
            "Content-Type: " + contentType,
            "X-Content-Type-Options: nosniff",
            "X-Frame-Options: DENY",
            "Referrer-Policy: same-origin",
            "Cross-Origin-Resource-Policy: same-origin",
            "Cross-Origin-Opener-Policy: same-origin",
            "Cache-Control: no-store")
        .anyMatch(line -> line.startsWith("Content-Security-Policy: default-src 'none'; "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/x",
        "/metrics/",
        "/metricsx",
        "/api",
        "/api/plans/1",
        "/..;/metrics",
        "/drafts/",
        "/drafts/x",
        "/docs/",
        "/docs/cli.md"
      })
  void otherPathsAreNotFound(String path) throws IOException {
    assertThat(get(path)).startsWith("HTTP/1.1 404 ");
  }

  @Test
  void headHasNoBody() throws IOException {
    String answer = request("HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n").doesNotContain("<html");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "XYZ"})
  void otherMethodsChangeNothing(String method) throws IOException {
    String answer =
        request(method + " /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 405 ")
        .contains("Allow: GET, HEAD")
        .contains("Nothing was changed.");
  }

  @Test
  void foreignHostIsRefused() throws IOException {
    assertThat(request("GET /metrics HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 421 ")
        .doesNotContain("up 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /metrics HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nno header\r\nHost: localhost\r\n\r\n",
        "GET /metrics\r\nHost: localhost\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /metrics HTTP/1.1\r\n\r\n",
        "GET /metrics HTTP/2.0\r\nHost: localhost\r\n\r\n",
        "GET http://localhost/metrics HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET metrics HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /metrics#x HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /metrics\\x HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /metrics\0 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost : localhost\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost: localhost\nX: a\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost: localhost\r\nX: a\0\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: +0\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n",
        " /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "\r\n\r\n",
      })
  void whatIsNoRequestIsRefused(String text) throws IOException {
    assertThat(request(text)).startsWith("HTTP/1.1 400 ").doesNotContain("up 1");
  }

  @Test
  void headThatNeverEndsIsRefused() throws IOException {
    assertThat(request("GET / HTTP/1.1\r\nX: " + "x".repeat(8 * 1024)))
        .startsWith("HTTP/1.1 431 Request Header Fields Too Large\r\n");
    assertThat(get("/-/healthy")).startsWith("HTTP/1.1 200 OK\r\n");
  }

  @Test
  void bodyThatNobodyReadsDoesNotTakeTheAnswerBack() throws IOException {
    String head = "POST /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n";

    assertThat(request(head + "x".repeat(100_000)))
        .startsWith("HTTP/1.1 413 Content Too Large\r\n");
  }

  @Test
  void requestMayArriveInPieces() throws IOException {
    try (Socket socket = port.connect()) {
      socket.setTcpNoDelay(true);
      for (char each : "GET /-/healthy HTTP/1.1\r\nhost:localhost\r\n\r\n".toCharArray()) {
        socket.getOutputStream().write(each);
      }
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void largeAnswerArrivesWhole() throws IOException {
    String large = "up 1\n".repeat(2_000_000);
    reopen(
        new TestContent() {
          @Override
          public String metrics() {
            return large;
          }
        });

    assertThat(get("/metrics")).endsWith("\r\n\r\n" + large);
  }

  @Test
  void closedServerLeavesItsPortAndNoThread() throws IOException {
    int number = port.number();
    port.close();

    new ServerSocket(number, 1, InetAddress.getByName("127.0.0.1")).close();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("schema-medic-http"));
  }

  @Test
  void missingHostIsRefused() throws IOException {
    assertThat(request("GET /metrics HTTP/1.0\r\n\r\n")).doesNotContain("up 1");
  }

  @Test
  void failureOfTheContentIsAnsweredAndReported() throws IOException {
    reopen(
        new TestContent() {
          @Override
          public String metrics() {
            throw new IllegalStateException("secret");
          }
        });

    assertThat(get("/metrics")).startsWith("HTTP/1.1 500 ").doesNotContain("secret");
    assertThat(port.errors).singleElement().isInstanceOf(IllegalStateException.class);
  }

  @Test
  void pageMayRunJustItsOwnScriptsAndTalkToUs() throws IOException {
    String answer = get("/");

    assertThat(answer.lines())
        .anyMatch(
            line ->
                line.matches(
                    "Content-Security-Policy: default-src 'none'; style-src ('sha256-[^']{44}' ?)+;"
                        + " script-src ('sha256-[^']{44}' ?)+; connect-src 'self'; base-uri 'none';"
                        + " form-action 'none'; frame-ancestors 'none'"));
  }

  @Test
  void whatIsNoPageMayRunNothing() throws IOException {
    assertThat(get("/drafts/V1__x.sql").lines())
        .contains("Content-Security-Policy: default-src 'none'; frame-ancestors 'none'");
  }

  @Test
  void busyPortIsOneLineAndNoServer() throws IOException {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        OpenPort none = OpenPort.with("http.port=" + busy.getLocalPort(), new TestContent())) {
      assertThat(none.isOpen()).isFalse();
      assertThat(none.stderr)
          .singleElement()
          .asString()
          .startsWith(
              "[schema-medic] metrics and status page are not served, the service is not affected"
                  + " host=\"127.0.0.1\" port="
                  + busy.getLocalPort()
                  + " reason=\"java.net.BindException: ");
    }
  }

  @Test
  void unknownHostIsOneLineAndNoServer() {
    try (OpenPort none =
        OpenPort.with("http.host=no.such.host.invalid;http.port=0", new TestContent())) {
      assertThat(none.isOpen()).isFalse();
      assertThat(none.stderr).singleElement().asString().contains("UnknownHostException");
    }
  }

  @Test
  void portOffIsNoServerAndNoLine() {
    try (OpenPort none = OpenPort.with("http.port=off", new TestContent())) {
      assertThat(none.isOpen()).isFalse();
      assertThat(none.stderr).isEmpty();
    }
  }

  @Test
  void threadsAreDaemonsWithoutContextClassLoader() throws IOException {
    get("/-/healthy");

    List<Thread> ours =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("schema-medic-http"))
            .toList();
    assertThat(ours)
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(Thread::isDaemon)
        .allMatch(thread -> thread.getContextClassLoader() == null);
  }

  @Test
  void interruptedStarterKeepsItsFlagAndItsServer() {
    Thread.currentThread().interrupt();

    try (OpenPort second = OpenPort.of(new TestContent())) {
      assertThat(Thread.interrupted()).isTrue();
      assertThat(second.isOpen()).isTrue();
    }
  }

  @Test
  void idleConnectionsHoldUpNobody() throws IOException {
    List<Socket> idle = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      idle.add(port.connect());
    }
    assertThat(get("/-/healthy")).startsWith("HTTP/1.1 200 ");
    for (Socket socket : idle) {
      socket.close();
    }
  }

  private void reopen(TestContent content) {
    port.close();
    port = OpenPort.of(content);
  }

  private String get(String path) throws IOException {
    return port.get(path);
  }

  private String request(String text) throws IOException {
    return port.send(text);
  }
}

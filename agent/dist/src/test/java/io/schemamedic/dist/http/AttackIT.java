package io.schemamedic.dist.http;

import static io.schemamedic.dist.program.Step.connect;
import static io.schemamedic.dist.program.Step.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.scenario.RunningService;
import io.schemamedic.engine.testing.CatalogListing;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Attacks on the port of the shipped agent, while a plan waits that must not run: each is refused,
 * nothing is changed, nothing is told, and the port goes on.
 */
class AttackIT {
  private static final String TOKEN = "5f2c8d7e-only-for-this-test";
  private static final String WITH_TOKEN = "X-Schema-Medic-Token: " + TOKEN;
  private static final Pattern PLAN = Pattern.compile("\"id\":\"([^\"]+)\"");

  /** Only on pages that a client may read. */
  private static final String METRIC = "schema_medic_build_info";

  private static TestDatabase database;
  private static RunningService service;
  private static RawClient client;
  private static String approve;
  private static SortedMap<String, String> before;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException, SQLException {
    database = TestPostgres.instance().newDatabase();
    database.execute("CREATE TABLE note (id int)");
    Path declared =
        Files.writeString(
            directory.resolve("declared.sql"), "CREATE TABLE note (id int, text text);");
    Path token = Files.writeString(directory.resolve("token"), TOKEN + "\n");
    service =
        RunningService.withAgent(
            "mode=propose;allow=public.*;check.on-connect=off;declared=file:%s;http.token-file=%s"
                .formatted(declared, token));
    service.run(connect(database.url()));
    service.run(query("SELECT text FROM note"));
    client = new RawClient(service.port());
    Matcher plan = PLAN.matcher(service.get("/api/plans"));
    assertThat(plan.find()).isTrue();
    approve = "POST /api/plans/" + plan.group(1) + "/approve";
    before = listing();
  }

  @AfterAll
  static void end() {
    service.close();
    database.close();
  }

  @AfterEach
  void nothingWasChangedOrToldAndThePortGoesOn() throws SQLException {
    assertThat(listing()).isEqualTo(before);
    assertThat(service.get("/api/plans")).contains("\"state\":\"waiting\"");
    assertThat(service.get("/metrics")).contains(METRIC).contains("schema_medic_mode");
    assertThat(service.err()).noneMatch(line -> line.contains(TOKEN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:9464",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "localhost@evil.example",
        "user:password@localhost",
        "evil.example#localhost",
        "localhost.",
        "127.0.0.1.",
        "localhost:80:80",
        "localhost, evil.example",
        "0.0.0.0",
        "[::ffff:10.0.0.1]",
        "169.254.169.254",
        ""
      })
  void foreignNameIsRefused(String host) throws IOException {
    for (String target : List.of("GET /metrics", "GET /api/plans", "GET /", approve)) {
      assertRefused(
          client.send(target + " HTTP/1.1\r\nHost: " + host + "\r\n" + WITH_TOKEN + "\r\n\r\n"),
          "421 Misdirected Request");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET http://localhost/metrics HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET http://evil.example/metrics HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET //evil.example/metrics HTTP/1.1\r\nHost: evil.example\r\nHost: localhost\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost: localhost\r\nhost: localhost\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost: localhost\r\n Host: evil.example\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost : localhost\r\n\r\n",
        "GET /metrics HTTP/1.1\r\n\r\n",
        "CONNECT localhost:5432 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\u0016\u0003\u0001\r\n\r\n"
      })
  void requestThatMeansTwoThingsIsRefused(String request) throws IOException {
    assertRefused(client.send(request), "400 Bad Request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://evil.example",
        "Origin: null",
        "Origin: http://localhost.evil.example",
        "Origin: http://localhost:3000",
        "Origin: http://127.0.0.1",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site"
      })
  void pageOfSomebodyElseCannotApprove(String header) throws IOException {
    assertRefused(client.ask(approve, WITH_TOKEN, header), "403 Forbidden");
  }

  @Test
  void pageOfSomebodyElseIsNotToldThatItMayAsk() throws IOException {
    assertRefused(
        client.ask(
            approve.replace("POST", "OPTIONS"),
            "Origin: https://evil.example",
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Headers: x-schema-medic-token"),
        "405 Method Not Allowed");
    assertThat(client.ask("GET /api/plans", "Origin: https://evil.example"))
        .contains("\r\nCross-Origin-Resource-Policy: same-origin\r\n")
        .doesNotContain("Access-Control-");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X: none",
        "X-Schema-Medic-Token:",
        "X-Schema-Medic-Token: 5f2c8d7e-only-for-this-tesT",
        "X-Schema-Medic-Token: 5f2c8d7e-only-for-this-tes",
        "X-Schema-Medic-Token: Bearer 5f2c8d7e-only-for-this-test",
        "Authorization: Bearer 5f2c8d7e-only-for-this-test",
        "Cookie: X-Schema-Medic-Token=5f2c8d7e-only-for-this-test"
      })
  void whoeverLacksTheTokenCannotApprove(String header) throws IOException {
    assertRefused(client.ask(approve, header), "401 Unauthorized");
  }

  @Test
  void longTokenIsNoWayAround() throws IOException {
    assertRefused(
        client.ask(approve, "X-Schema-Medic-Token: " + TOKEN.repeat(250)), "401 Unauthorized");
  }

  @Test
  void tokenInTheAddressDoesNothing() throws IOException {
    assertRefused(
        client.ask(approve + "?token=" + TOKEN + "&X-Schema-Medic-Token=" + TOKEN),
        "401 Unauthorized");
    assertRefused(
        client.ask(approve.replace("POST", "GET") + "?token=" + TOKEN), "405 Method Not Allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../../etc/passwd",
        "..%2f..%2f..%2fetc%2fpasswd",
        "%2e%2e/%2e%2e/etc/passwd",
        "..%252f..%252fetc%252fpasswd",
        "..;/..;/etc/passwd",
        "....//....//etc/passwd",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "file:///etc/passwd",
        "x%00.sql",
        "../status.html",
        "..%5c..%5cetc%5cpasswd",
        "%c0%ae%c0%ae/etc/passwd",
        "reasons.md%00",
        "reasons.md/../../version.properties",
        "x%0d%0aSet-Cookie:%20a=b"
      })
  void nothingIsReadThroughAPath(String path) throws IOException {
    for (String prefix :
        List.of("/", "/drafts/", "/docs/", "/api/", "/api/plans/", "/runbook/", "/metrics/")) {
      assertRefused(client.ask("GET " + prefix + path), "404 Not Found");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"..\\..\\etc\\passwd", "x\0.sql", "x\r\nSet-Cookie: a=b\r\nX: y", "x\ny", "é"})
  void whatIsNoPathIsRefused(String path) throws IOException {
    for (String prefix : List.of("/drafts/", "/docs/", "/")) {
      assertRefused(client.ask("GET " + prefix + path), "400 Bad Request");
    }
  }

  @Test
  void largeHeadsAndBodiesAreRefused() throws IOException {
    String large = "x".repeat(1_000_000);

    assertRefused(client.ask("GET /metrics", "X: " + large), "431 Request Header Fields Too Large");
    assertRefused(
        client.ask("GET /metrics", "X: y\r\n".repeat(5_000) + "X: y"),
        "431 Request Header Fields Too Large");
    assertRefused(client.ask("GET /" + large), "431 Request Header Fields Too Large");
    assertRefused(
        client.ask(approve, WITH_TOKEN, "Content-Length: 1000000\r\n\r\n" + large),
        "413 Content Too Large");
    assertRefused(
        client.ask(approve, WITH_TOKEN, "Content-Type: application/sql", "Content-Length: 10"),
        "413 Content Too Large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 0",
        "Content-Length: 0\r\nContent-Length: 5",
        "Content-Length: 0, 5",
        "Content-Length: 0x5",
        "Content-Length: -1",
        "Content-Length : 5",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity"
      })
  void requestThatHidesAnotherIsRefused(String headers) throws IOException {
    String hidden = approve + " HTTP/1.1\r\nHost: localhost\r\n" + WITH_TOKEN + "\r\n\r\n";

    assertRefused(
        client.send(
            "GET /metrics HTTP/1.1\r\nHost: localhost\r\n"
                + headers
                + "\r\n\r\n0\r\n\r\n"
                + hidden),
        "400 Bad Request");
  }

  @Test
  void secondRequestOnAConnectionIsNotRead() throws IOException {
    String hidden = approve + " HTTP/1.1\r\nHost: localhost\r\n" + WITH_TOKEN + "\r\n\r\n";

    String answer = client.send("GET /-/healthy HTTP/1.1\r\nHost: localhost\r\n\r\n" + hidden);

    assertThat(answer)
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("\r\nConnection: close\r\n")
        .endsWith("\r\n\r\nok\n")
        .containsOnlyOnce("HTTP/1.1");
  }

  @Test
  void slowClientsHoldUpNoScrape() throws IOException {
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      Socket socket = client.connect();
      RawClient.write(socket, i % 2 == 0 ? "GET /metrics HTTP/1.1\r\nHost: loc" : "");
      slow.add(socket);
    }

    long start = System.nanoTime();
    assertThat(client.ask("GET /metrics")).contains(METRIC);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    for (Socket socket : slow) {
      socket.close();
    }
  }

  private static void assertRefused(String answer, String status) {
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + "\r\n")
        .contains(
            "\r\nContent-Type: application/json; charset=utf-8\r\n",
            "\r\nX-Content-Type-Options: nosniff\r\n",
            "\r\nCache-Control: no-store\r\n",
            "{\"decision\":\"refused\",")
        .containsOnlyOnce("HTTP/1.1")
        .doesNotContain(METRIC, "root:", "Set-Cookie", "Access-Control-", TOKEN, "ALTER TABLE");
  }

  private static SortedMap<String, String> listing() throws SQLException {
    try (Connection connection = database.connection()) {
      return CatalogListing.of(connection, "public");
    }
  }
}

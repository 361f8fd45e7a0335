package io.schemamedic.engine.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalRequestTest {
  private static final String TOKEN = "sixteen-letters!";
  private static final String WITH_TOKEN = "X-Schema-Medic-Token: " + TOKEN + "\r\n";

  private final List<String> approved = new CopyOnWriteArrayList<>();
  private final Path tokenFile;
  private OpenPort port;

  ApprovalRequestTest(@TempDir Path directory) throws IOException {
    tokenFile = Files.writeString(directory.resolve("token"), TOKEN + "\n");
    port = open(new Approving());
  }

  @AfterEach
  void close() {
    port.close();
  }

  @Test
  void planIsApprovedWithTheToken() throws IOException {
    String answer = approve("p1", WITH_TOKEN);

    assertThat(answer)
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("Content-Type: application/json")
        .endsWith(
            "{\"decision\":\"repaired\",\"reason\":\"repaired\",\"detail\":\"p1 by http 127.0.0.1\","
                + "\"advice\":\"Land it.\"}");
    assertThat(approved).containsExactly("p1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X: y | 401 | token_missing",
        "X-Schema-Medic-Token: | 401 | token_missing",
        "X-Schema-Medic-Token: sixteen-letters? | 401 | token_wrong",
        "X-Schema-Medic-Token: sixteen-letters! x | 401 | token_wrong",
        "X-Schema-Medic-Token: sixteen-letters | 401 | token_wrong",
        "Authorization: Bearer sixteen-letters! | 401 | token_missing",
        "Cookie: X-Schema-Medic-Token=sixteen-letters! | 401 | token_missing",
      })
  void whoeverLacksTheTokenApprovesNothing(String header, int status, String reason)
      throws IOException {
    assertThat(approve("p1", header + "\r\n"))
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("\"reason\":\"" + reason + "\"", "\r\nWWW-Authenticate: ")
        .doesNotContain(TOKEN);
    assertThat(approved).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: null",
        "Origin: http://evil.example",
        "Origin: http://localhost:1",
        "Origin: http://localhost.evil.example",
        "Origin: file://localhost",
        "Origin:",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Sec-Fetch-Site:",
      })
  void foreignPageApprovesNothingEvenWithTheToken(String header) throws IOException {
    assertThat(approve("p1", WITH_TOKEN + header + "\r\n"))
        .startsWith("HTTP/1.1 403 Forbidden\r\n")
        .contains("\"reason\":\"foreign_origin\"")
        .doesNotContain("Access-Control");
    assertThat(approved).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://localhost\r\nSec-Fetch-Site: same-origin",
        "Origin: https://LocalHost",
        "Sec-Fetch-Site: none"
      })
  void ownPageApproves(String headers) throws IOException {
    assertThat(approve("p1", WITH_TOKEN + headers + "\r\n")).startsWith("HTTP/1.1 200 OK\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 2\r\n", "Transfer-Encoding: chunked\r\n"})
  void bodyIsRefused(String header) throws IOException {
    assertThat(approve("p1", WITH_TOKEN + header))
        .startsWith("HTTP/1.1 413 ")
        .contains("\"reason\":\"body\"");
    assertThat(approved).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Schema-Medic-Token: " + TOKEN + "\r\n",
        "Origin: http://localhost\r\nOrigin: http://localhost\r\n",
        "Host: localhost\r\n",
      })
  void headerThatIsThereTwiceIsRefused(String headers) throws IOException {
    assertThat(approve("p1", WITH_TOKEN + headers)).startsWith("HTTP/1.1 400 Bad Request\r\n");
    assertThat(approved).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "OPTIONS", "post"})
  void onlyPostApproves(String method) throws IOException {
    assertThat(port.send(method + request("p1", WITH_TOKEN)))
        .startsWith("HTTP/1.1 405 Method Not Allowed\r\n")
        .contains("\r\nAllow: POST\r\n")
        .doesNotContain("Access-Control");
    assertThat(approved).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "..", "%70", "a;b", "p1?x=/approve"})
  void whatIsNoNameOfAPlanIsNotAskedFor(String id) throws IOException {
    assertThat(approve(id, WITH_TOKEN)).doesNotContain("HTTP/1.1 200 ");
    assertThat(approved).isEmpty();
  }

  @Test
  void withoutATokenNobodyApproves() throws IOException {
    try (OpenPort readOnly = OpenPort.of(new Approving())) {
      assertThat(readOnly.send("POST" + request("p1", WITH_TOKEN)))
          .startsWith("HTTP/1.1 403 Forbidden\r\n")
          .contains("\"reason\":\"no_token_configured\"");
    }
    assertThat(approved).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(ApprovalAnswer.Outcome.class)
  void outcomeHasItsStatus(ApprovalAnswer.Outcome outcome) throws IOException {
    List<String> statuses = List.of("200 OK", "200 OK", "404 Not", "409 Con", "410 Gone", "503 S");
    port.close();
    port =
        open(
            new TestContent() {
              @Override
              public ApprovalAnswer approve(String planId, String by) {
                return ApprovalAnswer.of(outcome, "d", "r", "", "");
              }
            });

    assertThat(approve("p1", WITH_TOKEN)).startsWith("HTTP/1.1 " + statuses.get(outcome.ordinal()));
  }

  @Test
  void oneApprovalAtATimeAndScrapesGoOn() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    port.close();
    port =
        open(
            new Approving() {
              @Override
              public ApprovalAnswer approve(String planId, String by) {
                running.countDown();
                await(go);
                return super.approve(planId, by);
              }
            });

    try (Socket first = port.connect()) {
      first
          .getOutputStream()
          .write(("POST" + request("p1", WITH_TOKEN)).getBytes(StandardCharsets.US_ASCII));
      await(running);
      assertThat(approve("p2", WITH_TOKEN))
          .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
          .contains("\"reason\":\"busy\"");
      assertThat(port.get("/metrics")).endsWith("up 1\n");
      go.countDown();
      assertThat(new String(first.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200 OK\r\n");
    }
    assertThat(approved).containsExactly("p1");
  }

  @Test
  void clientThatDoesNotWaitForItsAnswerHarmsNobody() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    port.close();
    port =
        open(
            new Approving() {
              @Override
              public ApprovalAnswer approve(String planId, String by) {
                running.countDown();
                await(gone);
                return super.approve(planId, by);
              }
            });

    try (Socket client = port.connect()) {
      client
          .getOutputStream()
          .write(("POST" + request("p1", WITH_TOKEN)).getBytes(StandardCharsets.US_ASCII));
      await(running);
      client.setSoLinger(true, 0);
    }
    gone.countDown();

    assertThat(port.get("/metrics")).endsWith("up 1\n");
    assertThat(port.errors).isEmpty();
  }

  @Test
  void failureOfTheContentIsAnsweredAndReported() throws IOException {
    port.close();
    port =
        open(
            new TestContent() {
              @Override
              public ApprovalAnswer approve(String planId, String by) {
                throw new StackOverflowError("secret");
              }
            });

    assertThat(approve("p1", WITH_TOKEN))
        .startsWith("HTTP/1.1 500 Internal Server Error\r\n")
        .doesNotContain("secret");
    assertThat(port.errors).singleElement().isInstanceOf(StackOverflowError.class);
  }

  @Test
  void wrongTokensAreOneLineWithoutThem() throws IOException {
    port.stderr.clear();

    for (int i = 0; i < 20; i++) {
      approve("p1", "X-Schema-Medic-Token: guess-number-" + i + "\r\n");
    }

    assertThat(port.stderr)
        .singleElement()
        .asString()
        .startsWith(
            "[schema-medic] wrong token or password over HTTP, nothing was changed count=1"
                + " last-from=\"127.0.0.1\" advice=")
        .doesNotContain("guess");
  }

  @Test
  void fileThatOthersMayReadIsTold() {
    assertThat(port.stderr)
        .filteredOn(line -> line.contains("can be read by every user"))
        .singleElement()
        .asString()
        .contains("file=\"" + tokenFile + "\"")
        .doesNotContain(TOKEN);
  }

  private OpenPort open(AdminContent content) {
    return OpenPort.with("http.port=0;http.token-file=" + tokenFile, content);
  }

  private String approve(String id, String headers) throws IOException {
    return port.send("POST" + request(id, headers));
  }

  private static String request(String id, String headers) {
    return " /api/plans/" + id + "/approve HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private class Approving extends TestContent {
    @Override
    public ApprovalAnswer approve(String planId, String by) {
      approved.add(planId);
      return super.approve(planId, by);
    }
  }
}

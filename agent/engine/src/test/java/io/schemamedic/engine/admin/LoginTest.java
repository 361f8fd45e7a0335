package io.schemamedic.engine.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {
  private final OpenPort port;

  LoginTest(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("login"), "prometheus:pass:wörd\n");
    port = OpenPort.with("http.port=0;http.basic-auth-file=" + file, new TestContent());
  }

  @AfterEach
  void close() {
    port.close();
  }

  @Test
  void whoeverLogsInReads() throws IOException {
    assertThat(get("/metrics", basic("prometheus:pass:wörd"))).endsWith("up 1\n");
    assertThat(get("/metrics", basic("prometheus:pass:wörd").replace("Basic", "basic")))
        .endsWith("up 1\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/metrics", "/api/status", "/runbook", "/docs/reasons.md", "/x"})
  void nothingIsReadWithoutALogin(String path) throws IOException {
    assertThat(port.get(path))
        .startsWith("HTTP/1.1 401 Unauthorized\r\n")
        .contains(
            "\r\nWWW-Authenticate: Basic realm=\"schema-medic\", charset=\"UTF-8\"\r\n",
            "\"reason\":\"login_required\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prometheus:pass:word",
        "prometheus:pass:wörd ",
        "prometheus:",
        "Prometheus:pass:wörd",
        ":",
        ""
      })
  void wrongLoginReadsNothing(String login) throws IOException {
    assertThat(get("/metrics", basic(login)))
        .startsWith("HTTP/1.1 401 Unauthorized\r\n")
        .doesNotContain("up 1", "pass:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic", "Basic ====", "Bearer x", "x", "Digest username=\"prometheus\""})
  void whatIsNoLoginReadsNothing(String credentials) throws IOException {
    assertThat(get("/metrics", credentials)).startsWith("HTTP/1.1 401 Unauthorized\r\n");
  }

  @Test
  void wrongLoginsAreOneLine() throws IOException {
    port.stderr.clear();

    get("/metrics", basic("prometheus:guess"));
    get("/metrics", basic("prometheus:guess2"));

    assertThat(port.stderr).singleElement().asString().doesNotContain("guess", "pass:");
  }

  @Test
  void healthNeedsNoLogin() throws IOException {
    assertThat(port.get("/-/healthy")).startsWith("HTTP/1.1 200 OK\r\n");
  }

  private String get(String path, String credentials) throws IOException {
    return port.send(
        "GET "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
            + credentials
            + "\r\n\r\n");
  }

  private static String basic(String login) {
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }
}

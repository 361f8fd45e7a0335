package io.schemamedic.engine.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemamedic.engine.testing.TestCertificate;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
  private static final String LARGE = "up 1\n".repeat(1_000_000);
  private static final String GET = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";

  /** Up to the version that it asks for, with two of the ciphers of that time. */
  private static final String TLS_1_1_HELLO =
      "160301002f0100002b0302" + "00".repeat(32) + "000004c013002f0100";

  private static TestCertificate rsa;
  private static TestCertificate ec;
  private static OpenPort port;

  @BeforeAll
  static void open(@TempDir Path directory)
      throws IOException, InterruptedException, GeneralSecurityException {
    rsa = TestCertificate.in(directory, "RSA");
    ec = TestCertificate.in(directory, "EC");
    port = OpenPort.with("http.port=0;" + rsa.arguments(), new Large());
  }

  @AfterAll
  static void close() {
    port.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void largeAnswerArrivesWholeOverTls(String protocol) throws IOException {
    assertThat(send(rsa, port, protocol, GET)).startsWith("HTTP/1.1 200 OK\r\n").endsWith(LARGE);
  }

  @Test
  void openPortIsToldAsOneOfTls() {
    assertThat(port.stderr).first().asString().endsWith(" tls=\"on\"");
    assertThat(port.origin()).startsWith("https://");
  }

  @Test
  void keyOfAnEllipticCurveWillDo() throws IOException {
    try (OpenPort other = OpenPort.with("http.port=0;" + ec.arguments(), new TestContent())) {
      assertThat(send(ec, other, "TLSv1.3", GET)).endsWith("up 1\n");
    }
  }

  @Test
  void olderProtocolsAreRefusedWithAnAlert() throws IOException {
    try (Socket socket = port.connect()) {
      socket.getOutputStream().write(HexFormat.of().parseHex(TLS_1_1_HELLO));
      byte[] alert = socket.getInputStream().readAllBytes();

      assertThat(HexFormat.of().formatHex(alert)).startsWith("15").endsWith("0246");
    }
  }

  @Test
  void plainTextGetsNothing() throws IOException {
    try (Socket socket = port.connect()) {
      socket.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();

      assertThat(new String(answer, StandardCharsets.ISO_8859_1)).doesNotContain("HTTP", "up 1");
    }
    assertThat(port.errors).isEmpty();
  }

  @Test
  void whoeverTrustsSomebodyElseDoesNotAsk() {
    assertThatThrownBy(() -> send(ec, port, "TLSv1.3", GET)).isInstanceOf(SSLException.class);
  }

  @Test
  void manyBegunHandshakesHoldUpNobody() throws IOException {
    List<Socket> begun = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      Socket socket = port.connect();
      socket.getOutputStream().write(HexFormat.of().parseHex("1603010200010001fc0303"));
      begun.add(socket);
    }

    assertThat(send(rsa, port, "TLSv1.3", GET)).endsWith(LARGE);
    for (Socket socket : begun) {
      socket.close();
    }
  }

  @Test
  void garbageBehindARightHelloHarmsNobody() throws IOException {
    for (int i = 0; i < 20; i++) {
      try (Socket socket = port.connect()) {
        String garbage = "1603010004" + "010000" + "ff".repeat(i);
        socket.getOutputStream().write(HexFormat.of().parseHex(garbage));
        socket.shutdownOutput();
        assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(100);
      }
    }
    assertThat(send(rsa, port, "TLSv1.2", GET)).endsWith(LARGE);
    assertThat(port.errors).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x | | No certificate data found",
        "| x | has no private key in PEM",
        "-----BEGIN CERTIFICATE-----~AAAA~-----END CERTIFICATE----- | | cannot be used",
        "| -----BEGIN RSA PRIVATE KEY-----~Q2FuYXJ5~-----END RSA PRIVATE KEY----- | form rsa;",
        "| -----BEGIN PRIVATE KEY-----~Q2FuYXJ5~-----END PRIVATE KEY----- | cannot be used",
      })
  void wrongFileIsOneLineAndNoPort(
      String certificate, String key, String problem, @TempDir Path directory) throws IOException {
    Path certificateFile =
        certificate == null
            ? rsa.certificate()
            : Files.writeString(directory.resolve("crt"), certificate.replace('~', '\n'));
    Path keyFile =
        key == null
            ? rsa.key()
            : Files.writeString(directory.resolve("key"), key.replace('~', '\n'));

    try (OpenPort none =
        OpenPort.with(
            "http.port=0;http.tls-certificate-file="
                + certificateFile
                + ";http.tls-key-file="
                + keyFile,
            new TestContent())) {
      assertThat(none.isOpen()).isFalse();
      assertThat(none.stderr)
          .singleElement()
          .asString()
          .startsWith("[schema-medic] metrics and status page are not served")
          .contains(problem)
          .doesNotContain("Q2FuYXJ5", "Canary");
    }
  }

  @Test
  void keyOfAnotherCertificateIsOneLineAndNoPort(@TempDir Path directory) throws Exception {
    TestCertificate other = TestCertificate.in(directory, "RSA");

    try (OpenPort none =
        OpenPort.with(
            "http.port=0;http.tls-certificate-file="
                + rsa.certificate()
                + ";http.tls-key-file="
                + other.key(),
            new TestContent())) {
      assertThat(none.isOpen()).isFalse();
      assertThat(none.stderr)
          .singleElement()
          .asString()
          .contains("the key is not that of the first certificate");
    }
  }

  private static String send(TestCertificate trusted, OpenPort to, String protocol, String request)
      throws IOException {
    try (SSLSocket socket =
        (SSLSocket) trusted.client().getSocketFactory().createSocket("localhost", to.number())) {
      socket.setSoTimeout(15_000);
      socket.setEnabledProtocols(new String[] {protocol});
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static final class Large extends TestContent {
    @Override
    public String metrics() {
      return LARGE;
    }
  }
}

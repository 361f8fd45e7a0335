package io.schemamedic.engine.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowClientsTest {
  /** Half of what the server allows a client: who waits for one notices. */
  private static final Duration QUICKLY = Duration.ofSeconds(5);

  /** More than the system keeps for a client that does not read. */
  private static final String LARGE = "up 1\n".repeat(2_000_000);

  private final List<Socket> slow = new ArrayList<>();
  private final OpenPort port =
      OpenPort.of(
          new TestContent() {
            @Override
            public String metrics() {
              return LARGE;
            }
          });

  @AfterEach
  void close() throws IOException {
    port.close();
    for (Socket socket : slow) {
      socket.close();
    }
  }

  @Test
  void manyThatDoNotFinishTheirRequestHoldUpNobody() throws Exception {
    for (int i = 0; i < 300; i++) {
      connect("GET /metrics HTTP/1.1\r\nHost: local");
    }

    assertQuickly(() -> assertThat(port.get("/-/healthy")).endsWith("ok\n"));
  }

  @Test
  void manyThatDoNotReadTheirAnswerHoldUpNobody() throws Exception {
    for (int i = 0; i < 20; i++) {
      connect("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    assertQuickly(() -> assertThat(port.get("/-/healthy")).endsWith("ok\n"));
    assertQuickly(() -> assertThat(port.get("/metrics")).endsWith(LARGE));
    assertThat(port.errors).isEmpty();
  }

  private void connect(String request) throws IOException {
    Socket socket = port.connect();
    slow.add(socket);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  private static void assertQuickly(Callable<?> asking) throws Exception {
    long start = System.nanoTime();
    asking.call();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(QUICKLY);
  }
}

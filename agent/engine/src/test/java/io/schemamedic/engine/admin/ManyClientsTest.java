package io.schemamedic.engine.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManyClientsTest {
  private static final int CLIENTS = 60;
  private static final int REQUESTS = 50;

  /** Of a head that does not end. */
  private static final int HEAD = 8_000;

  private final Set<Long> before = listeners();
  private final OpenPort port = OpenPort.of(new TestContent());
  private final List<Socket> slow = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    port.close();
    for (Socket socket : slow) {
      socket.close();
    }
  }

  /** Else each byte that comes would cost as much as there are clients. */
  @Test
  void whoeverSendsNothingIsNotReadAgainForOthers() throws IOException {
    byte[] head = ("GET /" + "x".repeat(HEAD)).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < CLIENTS; i++) {
      Socket socket = port.connect();
      slow.add(socket);
      socket.getOutputStream().write(head);
    }
    port.get("/-/healthy");
    long allocated = allocated();

    for (int i = 0; i < REQUESTS; i++) {
      assertThat(port.get("/-/healthy")).endsWith("ok\n");
    }

    assertThat(allocated() - allocated).isLessThan((long) REQUESTS * CLIENTS * HEAD / 4);
  }

  private long allocated() {
    Set<Long> ours = listeners();
    ours.removeAll(before);
    assertThat(ours).hasSize(1);
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(ours.iterator().next());
  }

  private static Set<Long> listeners() {
    Set<Long> ids = new HashSet<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("schema-medic-http")) {
        ids.add(thread.getId());
      }
    }
    return ids;
  }
}

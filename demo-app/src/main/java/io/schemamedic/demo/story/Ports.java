package io.schemamedic.demo.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** TCP ports of the loopback interface. */
final class Ports {
  private Ports() {}

  /** The preferred port if nobody listens there, else any free one. */
  static int preferably(int port) {
    try {
      return probe(port);
    } catch (IOException e) {
      return free();
    }
  }

  /** A port that was free a moment ago. */
  static int free() {
    try {
      return probe(0);
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }

  private static int probe(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

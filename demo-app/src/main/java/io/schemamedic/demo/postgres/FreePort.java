package io.schemamedic.demo.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of the loopback interface on which nobody listens. */
public final class FreePort {
  /**
   * Below the ports that Linux gives to outgoing connections (from 32768 on): one of those may be
   * taken by the next connection to anywhere, and a client that keeps trying to connect to one
   * while its server is away may in the end connect to itself.
   */
  private static final int FIRST = 20_000;

  private static final int LAST = 29_999;
  private static final int ATTEMPTS = 100;

  private FreePort() {}

  /** The preferred port if nobody listens there, else any free one. */
  public static int preferably(int port) {
    return isFree(port) ? port : any();
  }

  /**
   * A port that was free a moment ago.
   *
   * @throws IllegalStateException if none was found, which means that something else is wrong
   */
  public static int any() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no port is free on the loopback interface");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}

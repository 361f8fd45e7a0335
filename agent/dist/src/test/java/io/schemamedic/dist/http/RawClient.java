package io.schemamedic.dist.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/**
 * Sends bytes as they are, which no library for HTTP would.
 *
 * @param port on this machine
 */
record RawClient(int port) {
  private static final int PATIENCE_MILLIS = 15_000;

  Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  /** Everything that comes back until the server ends. */
  String send(String text) throws IOException {
    try (Socket socket = connect()) {
      write(socket, text);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** As {@link #send}, with the usual head around what is special. */
  String ask(String requestLine, String... headers) throws IOException {
    StringBuilder text = new StringBuilder(requestLine + " HTTP/1.1\r\nHost: localhost\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return send(text.append("\r\n").toString());
  }

  /** Writes until the server does not listen any more. */
  static void write(Socket socket, String text) throws IOException {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (SocketException e) {
      if (socket.isClosed()) {
        throw e;
      }
    }
  }
}

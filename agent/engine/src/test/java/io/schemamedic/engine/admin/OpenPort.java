package io.schemamedic.engine.admin;

import io.schemamedic.engine.config.ConfigurationReader;
import io.schemamedic.engine.config.HttpSettings;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on any free port, and what it says. */
final class OpenPort implements AutoCloseable {
  final List<String> stderr = new CopyOnWriteArrayList<>();
  final List<Throwable> errors = new CopyOnWriteArrayList<>();
  private final Optional<AdminServer> server;

  private OpenPort(String arguments, AdminContent content) {
    HttpSettings settings =
        ConfigurationReader.ofLocalFiles()
            .read(arguments, Map.of(), Map.of())
            .configuration()
            .http();
    server = AdminServer.open(settings, content, stderr::add, errors::add);
  }

  static OpenPort of(AdminContent content) {
    return with("http.port=0", content);
  }

  /**
   * @param arguments of the agent; whether they lead to a port is {@link #isOpen}
   */
  static OpenPort with(String arguments, AdminContent content) {
    return new OpenPort(arguments, content);
  }

  boolean isOpen() {
    return server.isPresent();
  }

  int number() {
    return server.orElseThrow().port();
  }

  String origin() {
    return server.orElseThrow().origin();
  }

  Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", number());
    socket.setSoTimeout(15_000);
    return socket;
  }

  String get(String path) throws IOException {
    return send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  /** Everything that comes back until the server ends. */
  String send(String text) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    server.ifPresent(AdminServer::close);
  }
}

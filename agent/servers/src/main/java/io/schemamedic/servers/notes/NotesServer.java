package io.schemamedic.servers.notes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The application without a server: a program on the JDK's own. */
public final class NotesServer {
  private NotesServer() {}

  public static void main(String[] arguments) throws Exception {
    start();
  }

  /** Listens on the port of the system property {@code notes.port} until the process is ended. */
  public static HttpServer start() throws Exception {
    Notes notes = Notes.asConfigured();
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(
                InetAddress.getLoopbackAddress(), Integer.getInteger("notes.port")),
            0);
    server.createContext("/", exchange -> answer(notes, exchange));
    server.start();
    return server;
  }

  private static void answer(Notes notes, HttpExchange exchange) throws IOException {
    Answer answer = notes.answer(exchange.getRequestURI().getPath());
    byte[] text = answer.text().getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), text.length == 0 ? -1 : text.length);
    exchange.getResponseBody().write(text);
    exchange.close();
  }
}

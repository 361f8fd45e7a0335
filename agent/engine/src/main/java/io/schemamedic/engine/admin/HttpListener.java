package io.schemamedic.engine.admin;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * The JDK's HTTP server around an {@link AdminRouter}. The only class that names that server, which
 * a small runtime may lack.
 */
final class HttpListener {
  /** Connections that wait to be accepted. */
  private static final int BACKLOG = 16;

  private static final String POLICY =
      "default-src 'none'; style-src "
          + HtmlWriter.styleSource()
          + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final HttpServer server;
  private final ExecutorService threads;

  private HttpListener(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Opens the port. To be called on a daemon thread, since the server's own thread becomes what its
   * starter is.
   *
   * @throws IOException if the host is unknown or the port cannot be had
   */
  static HttpListener open(String host, int port, AdminContent content, Consumer<Throwable> errors)
      throws IOException {
    InetAddress address = InetAddress.getByName(host);
    AdminRouter router = new AdminRouter(content, HostCheck.of(host, address), errors);
    HttpServer server = HttpServer.create(new InetSocketAddress(address, port), BACKLOG);
    ExecutorService threads = AdminThreads.pool();
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, router));
    server.start();
    return new HttpListener(server, threads);
  }

  int port() {
    return server.getAddress().getPort();
  }

  void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void answer(HttpExchange exchange, AdminRouter router) throws IOException {
    try {
      String method = exchange.getRequestMethod();
      AdminResponse response =
          router.respond(
              method,
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders().getFirst("Host"));
      byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
      Headers headers = exchange.getResponseHeaders();
      headers.set("Content-Type", response.contentType());
      headers.set("Cache-Control", "no-store");
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set("X-Frame-Options", "DENY");
      headers.set("Referrer-Policy", "no-referrer");
      headers.set("Cross-Origin-Resource-Policy", "same-origin");
      headers.set("Content-Security-Policy", POLICY);
      if (response.status() == 405) {
        headers.set("Allow", "GET, HEAD");
        // A body that nobody reads would otherwise be taken for the next request.
        headers.set("Connection", "close");
      }
      if (method.equals("HEAD")) {
        headers.set("Content-Length", Integer.toString(body.length));
        exchange.sendResponseHeaders(response.status(), -1);
      } else {
        exchange.sendResponseHeaders(response.status(), body.length);
        exchange.getResponseBody().write(body);
      }
    } finally {
      exchange.close();
    }
  }
}

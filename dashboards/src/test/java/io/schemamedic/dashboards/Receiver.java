package io.schemamedic.dashboards;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** Whom Alertmanager tells: keeps every notification. */
final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Node> notifications = new CopyOnWriteArrayList<>();

  private Receiver(HttpServer server) {
    this.server = server;
  }

  static Receiver start() {
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      Receiver receiver = new Receiver(HttpServer.create(new InetSocketAddress(loopback, 0), 0));
      receiver.server.createContext("/", receiver::receive);
      receiver.server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    notifications.add(Node.of(body, "notification"));
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** In the order in which they came. */
  List<Node> notificationsOf(String job) {
    return notifications.stream()
        .filter(each -> each.at("groupLabels").text("job").equals(job))
        .toList();
  }

  /** The names of all alerts of a service that were told as firing. */
  Set<String> alertsOf(String job) {
    Set<String> names = new TreeSet<>();
    for (Node notification : notificationsOf(job)) {
      for (Node alert : notification.list("alerts")) {
        if (alert.text("status").equals("firing")) {
          names.add(alert.at("labels").text("alertname"));
        }
      }
    }
    return names;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

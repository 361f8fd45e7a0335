package io.schemamedic.engine.admin;

import io.schemamedic.engine.config.HttpSettings;
import io.schemamedic.engine.log.LogLine;
import io.schemamedic.entry.DaemonThread;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Serves metrics and the status page while it is open. Whatever prevents it costs one line on
 * stderr and nothing else. Thread-safe.
 */
public final class AdminServer implements AutoCloseable {
  private static final String ADVICE =
      "Healing goes on without it. Set http.host and http.port to an address of this machine that"
          + " is free, or http.port=off.";

  private final HttpListener listener;
  private final String host;
  private final Thread atExit;

  private AdminServer(HttpListener listener, String host) {
    this.listener = listener;
    this.host = host;
    // HotSpot waits at its end, up to 300 ms, for threads that are in native code, as the server's
    // is while it waits for calls.
    this.atExit = DaemonThread.named("schema-medic-http-exit", listener::close);
  }

  private AdminServer closingAtExit() {
    try {
      Runtime.getRuntime().addShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process is ending already.
      listener.close();
    }
    return this;
  }

  /**
   * Opens the port.
   *
   * @param stderr takes finished lines
   * @param errors takes what went wrong while answering; the client has got a 500
   * @return empty if the configuration wants no server or none could be opened
   */
  public static Optional<AdminServer> open(
      HttpSettings settings,
      AdminContent content,
      Consumer<String> stderr,
      Consumer<Throwable> errors) {
    if (!settings.port().isPresent()) {
      return Optional.empty();
    }
    int port = settings.port().getAsInt();
    try {
      HttpListener listener = HttpListener.open(settings.host(), port, content, errors);
      stderr.accept(
          LogLine.of("metrics and status page are served")
              .field("host", settings.host())
              .field("port", listener.port())
              .toString());
      return Optional.of(new AdminServer(listener, settings.host()).closingAtExit());
    } catch (IOException | RuntimeException e) {
      stderr.accept(noServer(settings, port, e));
      return Optional.empty();
    }
  }

  /** The port that is open, also where any free one was asked for. */
  public int port() {
    return listener.port();
  }

  /** Where a browser on this machine finds it: scheme, host and port. */
  public String origin() {
    return origin(host, port());
  }

  static String origin(String host, int port) {
    boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
    String name = everywhere ? "127.0.0.1" : host;
    return "http://" + (name.indexOf(':') < 0 ? name : '[' + name + ']') + ':' + port;
  }

  /** Closes the port and ends the threads. Not to be called on a thread of the server. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process is ending: the hook closes it, and closing it twice does no harm.
    }
    listener.close();
  }

  private static String noServer(HttpSettings settings, int port, Throwable reason) {
    return LogLine.of("metrics and status page are not served, the service is not affected")
        .field("host", settings.host())
        .field("port", port)
        .field("reason", reason.toString())
        .field("advice", ADVICE)
        .toString();
  }
}

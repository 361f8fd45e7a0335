package io.schemamedic.engine.admin;

import io.schemamedic.engine.config.HttpSettings;
import io.schemamedic.engine.config.SecretFile;
import io.schemamedic.engine.log.LogLine;
import io.schemamedic.entry.DaemonThread;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * Serves metrics and the status page, and takes approvals, while it is open. Whatever prevents it
 * costs one line on stderr and nothing else. Thread-safe.
 */
public final class AdminServer implements AutoCloseable {
  private static final String ADVICE =
      "Healing goes on without it. Set http.host and http.port to an address of this machine that"
          + " is free, mend the files of http.tls-certificate-file and http.tls-key-file, or set"
          + " http.port=off.";

  private final HttpListener listener;
  private final HttpSettings settings;
  private final Thread atExit;

  private AdminServer(HttpListener listener, HttpSettings settings) {
    this.listener = listener;
    this.settings = settings;
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
      HttpListener listener = listener(settings, port, content, stderr, errors);
      stderr.accept(
          LogLine.of("metrics and status page are served")
              .field("host", settings.host())
              .field("port", listener.port())
              .field("tls", settings.tls().isPresent() ? "on" : "")
              .toString());
      settings.secretFiles().stream()
          .filter(SecretFile::isReadableByOthers)
          .forEach(file -> stderr.accept(openSecret(file)));
      return Optional.of(new AdminServer(listener, settings).closingAtExit());
    } catch (IOException | RuntimeException e) {
      stderr.accept(noServer(settings, port, e));
      return Optional.empty();
    }
  }

  private static HttpListener listener(
      HttpSettings settings,
      int port,
      AdminContent content,
      Consumer<String> stderr,
      Consumer<Throwable> errors)
      throws IOException {
    InetAddress address = InetAddress.getByName(settings.host());
    WrongSecrets wrong = new WrongSecrets(stderr, System::nanoTime);
    ExecutorService approving = AdminThreads.approvals();
    AdminRouter router =
        new AdminRouter(
            content,
            HostCheck.of(settings.host(), address),
            new LoginCheck(settings.login(), wrong),
            new Approvals(content, settings.token(), wrong, approving),
            errors);
    return HttpListener.open(
        new InetSocketAddress(address, port),
        TransportFactory.of(settings),
        new HttpResponder(router, AdminThreads.pool(), approving, errors),
        errors);
  }

  /** The port that is open, also where any free one was asked for. */
  public int port() {
    return listener.port();
  }

  /** Where a browser on this machine finds it: scheme, host and port. */
  public String origin() {
    return origin(settings.tls().isPresent() ? "https" : "http", settings.host(), port());
  }

  static String origin(String scheme, String host, int port) {
    boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
    String name = everywhere ? "127.0.0.1" : host;
    return scheme + "://" + (name.indexOf(':') < 0 ? name : '[' + name + ']') + ':' + port;
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

  private static String openSecret(File file) {
    return LogLine.of("a secret of the HTTP server can be read by every user of this machine")
        .field("file", file.getPath())
        .field("advice", "Let only the service's own user read it, and change what is in it.")
        .toString();
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

package io.schemamedic.engine.admin;

import io.schemamedic.entry.DaemonThread;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A port around an {@link AdminRouter}: one thread that accepts and reads, and those of {@link
 * AdminThreads} that answer. Not the JDK's own server: a small runtime lacks it, and it logs by the
 * service's logging, which it initialises on Java 8.
 */
final class HttpListener {
  /** Connections that wait to be accepted. */
  private static final int BACKLOG = 16;

  /** Connections that are open; further ones are closed. */
  private static final int MOST_OPEN = 100;

  private static final long LOOK_ROUND_MILLIS = 1_000;

  private static final long LONGEST_CLOSE_MILLIS = 2_000;

  /** After the system has refused a connection, say for want of descriptors. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Selector selector;
  private final ServerSocketChannel server;
  private final AdminRouter router;
  private final Consumer<Throwable> errors;
  private final ExecutorService threads = AdminThreads.pool();
  private final Thread listening = DaemonThread.named("schema-medic-http", this::listen);
  private volatile boolean closed;

  private HttpListener(
      Selector selector,
      ServerSocketChannel server,
      AdminRouter router,
      Consumer<Throwable> errors) {
    this.selector = selector;
    this.server = server;
    this.router = router;
    this.errors = errors;
  }

  /**
   * Opens the port.
   *
   * @throws IOException if the host is unknown or the port cannot be had
   */
  static HttpListener open(String host, int port, AdminContent content, Consumer<Throwable> errors)
      throws IOException {
    InetAddress address = InetAddress.getByName(host);
    AdminRouter router = new AdminRouter(content, HostCheck.of(host, address), errors);
    Selector selector = Selector.open();
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      server.bind(new InetSocketAddress(address, port), BACKLOG);
      server.configureBlocking(false);
      server.register(selector, SelectionKey.OP_ACCEPT);
    } catch (IOException | RuntimeException e) {
      close(server);
      close(selector);
      throw e;
    }
    HttpListener listener = new HttpListener(selector, server, router, errors);
    listener.listening.start();
    return listener;
  }

  int port() {
    return server.socket().getLocalPort();
  }

  /** Closes the port and all connections, and ends the threads. */
  void close() {
    closed = true;
    threads.shutdownNow();
    selector.wakeup();
    try {
      listening.join(LONGEST_CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen() {
    try {
      while (!closed) {
        lookRound();
      }
    } finally {
      for (SelectionKey key : selector.keys()) {
        close(key.channel());
      }
      close(server);
      close(selector);
    }
  }

  private void lookRound() {
    try {
      selector.select(LOOK_ROUND_MILLIS);
      selector.selectedKeys().clear();
      long now = System.nanoTime();
      // A copy, since accepting adds to them.
      for (SelectionKey key : new ArrayList<>(selector.keys())) {
        look(key, now);
      }
    } catch (Throwable e) {
      // No memory included: an end of this thread would be told by the service's own handler.
      if (!closed) {
        errors.accept(e);
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void look(SelectionKey key, long now) throws IOException {
    HttpConnection connection = (HttpConnection) key.attachment();
    try {
      if (connection == null) {
        if (key.isAcceptable()) {
          accept();
        }
      } else if (connection.isStale(now)) {
        connection.close();
      } else if (key.isReadable()) {
        read(key, connection);
      }
    } catch (CancelledKeyException e) {
      // Closed meanwhile.
    }
  }

  private void accept() throws IOException {
    SocketChannel channel = server.accept();
    if (channel == null) {
      return;
    }
    if (selector.keys().size() > MOST_OPEN) {
      close(channel);
      return;
    }
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, new HttpConnection(channel));
  }

  private void read(SelectionKey key, HttpConnection connection) {
    try {
      String head = connection.read();
      if (head != null) {
        key.interestOps(0);
        threads.execute(() -> answer(head, key, connection));
      }
    } catch (IOException | RejectedExecutionException e) {
      connection.close();
    }
  }

  private void answer(String head, SelectionKey key, HttpConnection connection) {
    try {
      connection.answer(response(HttpRequest.parse(head)));
      key.interestOps(SelectionKey.OP_READ);
      selector.wakeup();
    } catch (IOException | CancelledKeyException e) {
      connection.close();
    } catch (Throwable e) {
      connection.close();
      errors.accept(e);
    }
  }

  private byte[] response(@Nullable HttpRequest request) {
    if (request == null) {
      return HttpAnswer.bytes(AdminResponse.sentence(400, "This is no HTTP request."), true);
    }
    AdminResponse response = router.respond(request.method(), request.path(), request.host());
    return HttpAnswer.bytes(response, !request.method().equals("HEAD"));
  }

  private static void close(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      // It is gone then.
    }
  }
}

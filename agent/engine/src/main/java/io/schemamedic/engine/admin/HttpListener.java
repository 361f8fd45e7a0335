package io.schemamedic.engine.admin;

import io.schemamedic.entry.DaemonThread;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A port: one thread that accepts, reads and writes and never waits for a client; an {@link
 * HttpResponder} makes the answers. Not the JDK's own server: a small runtime lacks it, and it logs
 * by the service's logging, which it initialises on Java 8.
 */
final class HttpListener {
  /** Connections that wait to be accepted. */
  private static final int BACKLOG = 50;

  /** Connections that are accepted in one go, before others are looked at. */
  private static final int MOST_ACCEPTED = 16;

  private static final long LOOK_ROUND_MILLIS = 1_000;

  private static final long LONGEST_CLOSE_MILLIS = 2_000;

  /** After the system has refused a connection, say for want of descriptors. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Selector selector;
  private final ServerSocketChannel server;
  private final TransportFactory transports;
  private final OpenConnections open;
  private final HttpResponder responder;
  private final Consumer<Throwable> errors;
  private final Thread listening = DaemonThread.named("schema-medic-http", this::listen);
  private volatile boolean closed;

  private HttpListener(
      Selector selector,
      ServerSocketChannel server,
      TransportFactory transports,
      HttpResponder responder,
      Consumer<Throwable> errors) {
    this.selector = selector;
    this.server = server;
    this.transports = transports;
    this.open = new OpenConnections(selector);
    this.responder = responder;
    this.errors = errors;
  }

  /**
   * Opens the port.
   *
   * @throws IOException if the port cannot be had
   */
  static HttpListener open(
      InetSocketAddress address,
      TransportFactory transports,
      HttpResponder responder,
      Consumer<Throwable> errors)
      throws IOException {
    Selector selector = Selector.open();
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      server.bind(address, BACKLOG);
      server.configureBlocking(false);
      server.register(selector, SelectionKey.OP_ACCEPT);
    } catch (IOException | RuntimeException e) {
      close(server);
      close(selector);
      throw e;
    }
    HttpListener listener = new HttpListener(selector, server, transports, responder, errors);
    listener.listening.start();
    return listener;
  }

  int port() {
    return server.socket().getLocalPort();
  }

  /** Closes the port and all connections, and ends the threads. */
  void close() {
    closed = true;
    responder.end();
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
      // Nothing gets stale where nothing is open.
      selector.select(open.areNone() ? 0 : LOOK_ROUND_MILLIS);
      // What a key was ready for once it says until it is selected again.
      Set<SelectionKey> ready = new HashSet<>(selector.selectedKeys());
      selector.selectedKeys().clear();
      long now = System.nanoTime();
      // A copy, since accepting adds to them.
      for (SelectionKey key : new ArrayList<>(selector.keys())) {
        look(key, ready.contains(key), now);
      }
      open.keepLittle();
    } catch (Throwable e) {
      // No memory included: an end of this thread would be told by the service's own handler.
      if (!closed) {
        errors.accept(e);
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void look(SelectionKey key, boolean isReady, long now) throws IOException {
    HttpConnection connection = (HttpConnection) key.attachment();
    try {
      if (connection == null) {
        if (isReady) {
          accept();
        }
      } else if (connection.isStale(now)) {
        connection.close();
      } else if (isReady) {
        goOn(key, connection);
      }
    } catch (CancelledKeyException e) {
      // Closed meanwhile.
    }
  }

  private void accept() throws IOException {
    for (int i = 0; i < MOST_ACCEPTED; i++) {
      SocketChannel channel = server.accept();
      if (channel == null) {
        return;
      }
      if (open.makeRoom()) {
        take(channel);
      } else {
        close(channel);
      }
    }
  }

  private void take(SocketChannel channel) throws IOException {
    try {
      channel.configureBlocking(false);
      channel.register(
          selector,
          SelectionKey.OP_READ,
          new HttpConnection(channel, transports.transport(channel)));
    } catch (IOException | RuntimeException e) {
      close(channel);
      throw e;
    }
  }

  private void goOn(SelectionKey key, HttpConnection connection) {
    try {
      // Before somebody else has it, who then says what it waits for.
      key.interestOps(0);
      int operations = connection.goOn(new Others(key, connection));
      if (operations != 0) {
        key.interestOps(operations);
      }
    } catch (IOException | RejectedExecutionException | CancelledKeyException e) {
      connection.close();
    } catch (RuntimeException e) {
      connection.close();
      errors.accept(e);
    }
  }

  private static void close(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      // It is gone then.
    }
  }

  /** The other threads, which give a connection back to the listener. */
  private final class Others implements HttpConnection.Elsewhere {
    private final SelectionKey key;
    private final HttpConnection connection;

    Others(SelectionKey key, HttpConnection connection) {
      this.key = key;
      this.connection = connection;
    }

    @Override
    public void respond(@Nullable String head) {
      responder.respond(head, connection.client(), this::answer, connection::close);
    }

    @Override
    public void compute(Runnable work) {
      // It may go on without another byte, and can be written to.
      responder.execute(
          () -> {
            work.run();
            giveBack(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
          },
          connection::close);
    }

    private void answer(byte[] response) {
      connection.answer(response);
      giveBack(SelectionKey.OP_WRITE);
    }

    private void giveBack(int operations) {
      try {
        key.interestOps(operations);
        selector.wakeup();
      } catch (CancelledKeyException e) {
        // Closed meanwhile, by the end of the server or by the other side.
      }
    }
  }
}

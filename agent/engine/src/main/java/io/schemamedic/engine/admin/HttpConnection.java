package io.schemamedic.engine.admin;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. The listener reads, another thread makes the answer, the listener
 * writes it, and reads on until the other side has ended: closing before that could take the answer
 * back. Never waits.
 */
final class HttpConnection {
  /** Longest head of a request; ours need a tenth of it. */
  private static final int MOST_BYTES = 8 * 1024;

  /** For the head to arrive, for the answer to leave, and for the other side to end. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final String END_OF_HEAD = "\r\n\r\n";

  /** What it waits for. */
  private enum Phase {
    HEAD,
    ANSWER,
    LEAVING,
    END
  }

  private final SocketChannel channel;
  private final Transport transport;
  private final ByteBuffer input = ByteBuffer.allocate(MOST_BYTES);
  private ByteBuffer output = ByteBuffer.allocate(0);
  private volatile Phase phase = Phase.HEAD;
  private volatile long since = System.nanoTime();

  /** When the other side took something of the answer last, and whether it has left some. */
  private long movedAt;

  private boolean heldUp;

  HttpConnection(SocketChannel channel, Transport transport) {
    this.channel = channel;
    this.transport = transport;
  }

  /** What is to be done for it elsewhere. */
  interface Elsewhere {
    /**
     * Has the request answered by {@link #answer}, or closes the connection.
     *
     * @param head null if it is too long
     */
    void respond(@Nullable String head);

    /** Has this computed, then looked at again, or closes the connection. */
    void compute(Runnable work);
  }

  /** Whether it has waited too long for the other side. */
  boolean isStale(long now) {
    return isWaiting() && now - since > PATIENCE_NANOS;
  }

  /** Whether it waits for the other side, so that it may be given up for others. */
  boolean isWaiting() {
    return phase != Phase.ANSWER;
  }

  /** Since when nothing has come or gone, by the system's nano clock. */
  long waitsSince() {
    return phase == Phase.LEAVING ? movedAt : since;
  }

  /** How much of an answer is kept for the other side, which did not take it all when it could. */
  int kept() {
    return phase == Phase.LEAVING && heldUp ? output.capacity() : 0;
  }

  /**
   * Goes as far as it can.
   *
   * @return what to wait for, as operations of a {@link SelectionKey}
   * @throws IOException also if the connection has no purpose any more
   */
  int goOn(Elsewhere elsewhere) throws IOException {
    switch (phase) {
      case HEAD:
        return read(elsewhere);
      case LEAVING:
        return write();
      case END:
        input.clear();
        if (channel.read(input) < 0) {
          throw new IOException("Ended");
        }
        return SelectionKey.OP_READ;
      default:
        return 0;
    }
  }

  private int read(Elsewhere elsewhere) throws IOException {
    int count = transport.read(input);
    Runnable work = transport.work();
    if (count < 0) {
      throw new IOException("Ended");
    }
    if (work != null) {
      elsewhere.compute(work);
      return 0;
    }
    String text = new String(input.array(), 0, input.position(), StandardCharsets.ISO_8859_1);
    int end = text.indexOf(END_OF_HEAD);
    if (end >= 0 || !input.hasRemaining()) {
      phase = Phase.ANSWER;
      elsewhere.respond(end < 0 ? null : text.substring(0, end));
      return 0;
    }
    return transport.isToWrite() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ;
  }

  private int write() throws IOException {
    int remaining = output.remaining();
    if (!transport.write(output) || !transport.end()) {
      heldUp = true;
      if (output.remaining() < remaining) {
        movedAt = System.nanoTime();
      }
      return SelectionKey.OP_WRITE;
    }
    output = ByteBuffer.allocate(0);
    since = System.nanoTime();
    phase = Phase.END;
    return SelectionKey.OP_READ;
  }

  /** Takes what is to be written, on any thread; the listener has to look at it then. */
  void answer(byte[] response) {
    output = ByteBuffer.wrap(response);
    since = System.nanoTime();
    movedAt = since;
    phase = Phase.LEAVING;
  }

  /** The address of the other side, for people to read. */
  String client() {
    try {
      SocketAddress address = channel.getRemoteAddress();
      return address instanceof InetSocketAddress
          ? ((InetSocketAddress) address).getAddress().getHostAddress()
          : "";
    } catch (IOException e) {
      return "";
    }
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone then.
    }
  }
}

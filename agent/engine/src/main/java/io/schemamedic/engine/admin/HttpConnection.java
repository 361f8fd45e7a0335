package io.schemamedic.engine.admin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. The listener reads, one thread of its own answers, then the listener
 * reads on until the other side has ended: closing before that could take the answer back.
 */
final class HttpConnection {
  /** Longest head of a request; ours need a tenth of it. */
  private static final int MOST_BYTES = 8 * 1024;

  /** For the head to arrive, for the answer to leave, and for the other side to end. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final SocketChannel channel;
  private final ByteBuffer input = ByteBuffer.allocate(MOST_BYTES);
  private volatile long since = System.nanoTime();
  private volatile boolean answered;

  HttpConnection(SocketChannel channel) {
    this.channel = channel;
  }

  boolean isStale(long now) {
    return now - since > PATIENCE_NANOS;
  }

  /**
   * Reads what there is, without waiting.
   *
   * @return the head of the request, once; null if there is more to come
   * @throws IOException also if the connection has no purpose any more
   */
  @Nullable String read() throws IOException {
    if (answered) {
      input.clear();
    }
    if (!input.hasRemaining() || channel.read(input) < 0) {
      throw new IOException("Ended, or too long for a request");
    }
    if (answered) {
      return null;
    }
    String text = new String(input.array(), 0, input.position(), StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    return end < 0 ? null : text.substring(0, end);
  }

  /** Writes all of it, waiting for the other side to take it, and ends our half. */
  void answer(byte[] response) throws IOException {
    since = System.nanoTime();
    ByteBuffer output = ByteBuffer.wrap(response);
    while (output.hasRemaining()) {
      if (channel.write(output) == 0) {
        if (isStale(System.nanoTime())) {
          throw new IOException("The other side does not read");
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    channel.shutdownOutput();
    since = System.nanoTime();
    answered = true;
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone then.
    }
  }
}

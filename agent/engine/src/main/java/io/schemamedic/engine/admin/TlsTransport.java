package io.schemamedic.engine.admin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes in TLS. A client can make us compute: what it may ask for and send before its request
 * is there has a bound, and so has a second handshake.
 */
final class TlsTransport implements Transport {
  /** A handshake needs four at most, with a certificate of the client's or a second hello. */
  private static final int MOST_WORK = 10;

  /** A request and a handshake need a tenth of it. */
  private static final int MOST_BYTES = 128 * 1024;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SocketChannel channel;
  private final SSLEngine engine;

  /** What has come and is not read yet; being filled. */
  private final ByteBuffer input;

  /** What has come and was decrypted; being emptied. */
  private final ByteBuffer clear;

  /** What waits to leave; being emptied. */
  private final ByteBuffer output;

  private int bytesRead;
  private int worked;

  TlsTransport(SocketChannel channel, SSLEngine engine) {
    this.channel = channel;
    this.engine = engine;
    int packet = engine.getSession().getPacketBufferSize();
    this.input = ByteBuffer.allocate(packet);
    this.output = empty(packet);
    this.clear = empty(engine.getSession().getApplicationBufferSize());
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    try {
      return readOn(into);
    } catch (SSLException e) {
      sayWhy();
      throw e;
    } catch (RuntimeException e) {
      throw new IOException("Not TLS as we know it", e);
    }
  }

  private int readOn(ByteBuffer into) throws IOException {
    while (flush()) {
      if (clear.hasRemaining()) {
        return copy(clear, into);
      }
      HandshakeStatus status = engine.getHandshakeStatus();
      if (status == HandshakeStatus.NEED_TASK) {
        if (++worked > MOST_WORK) {
          throw new IOException("More handshakes than a request needs");
        }
        return 0;
      }
      if (status == HandshakeStatus.NEED_WRAP) {
        if (wrap(NOTHING).bytesProduced() == 0
            && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
          throw new IOException("Wants to say something and does not");
        }
      } else if (!unwrap()) {
        if (!input.hasRemaining()) {
          // The engine would wait for the rest, which has no room, and we for nothing.
          throw new IOException("Larger than a request needs");
        }
        int count = channel.read(input);
        bytesRead += Math.max(0, count);
        if (bytesRead > MOST_BYTES) {
          throw new IOException("More than a request needs");
        }
        if (count <= 0) {
          return count;
        }
      }
    }
    return 0;
  }

  /**
   * @return false if more has to come first
   */
  private boolean unwrap() throws IOException {
    input.flip();
    clear.clear();
    SSLEngineResult result;
    try {
      result = engine.unwrap(input, clear);
    } finally {
      input.compact();
      clear.flip();
    }
    switch (result.getStatus()) {
      case OK:
        return true;
      case BUFFER_UNDERFLOW:
        return false;
      default:
        throw new IOException("Ended, or larger than it said");
    }
  }

  @Override
  public boolean write(ByteBuffer from) throws IOException {
    while (flush()) {
      if (!from.hasRemaining()) {
        return true;
      }
      if (wrap(from).bytesProduced() == 0) {
        throw new IOException("Nothing can be sent any more");
      }
    }
    return false;
  }

  @Override
  public boolean end() throws IOException {
    engine.closeOutbound();
    while (flush()) {
      if (engine.isOutboundDone() || wrap(NOTHING).bytesProduced() == 0) {
        channel.shutdownOutput();
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean isToWrite() {
    return output.hasRemaining();
  }

  @Override
  public @Nullable Runnable work() {
    if (engine.getHandshakeStatus() != HandshakeStatus.NEED_TASK) {
      return null;
    }
    return () -> {
      for (Runnable task = engine.getDelegatedTask();
          task != null;
          task = engine.getDelegatedTask()) {
        task.run();
      }
    };
  }

  private SSLEngineResult wrap(ByteBuffer from) throws IOException {
    output.clear();
    try {
      return engine.wrap(from, output);
    } finally {
      output.flip();
    }
  }

  /**
   * @return whether all that waited has left
   */
  private boolean flush() throws IOException {
    while (output.hasRemaining()) {
      if (channel.write(output) == 0) {
        return false;
      }
    }
    return true;
  }

  /** The last words of TLS to a client that does it wrong, if the system takes them at once. */
  private void sayWhy() {
    try {
      if (flush()) {
        wrap(NOTHING);
        flush();
      }
    } catch (IOException e) {
      // It has to do without.
    }
  }

  private static int copy(ByteBuffer from, ByteBuffer into) {
    int count = Math.min(from.remaining(), into.remaining());
    int limit = from.limit();
    from.limit(from.position() + count);
    into.put(from);
    from.limit(limit);
    return count;
  }

  private static ByteBuffer empty(int size) {
    ByteBuffer buffer = ByteBuffer.allocate(size);
    buffer.limit(0);
    return buffer;
  }
}

package io.schemamedic.engine.admin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** The bytes as they are. */
final class PlainTransport implements Transport {
  /**
   * The JDK keeps a buffer outside of the heap as large as the largest that a thread has written.
   */
  private static final int MOST_AT_ONCE = 64 * 1024;

  private final SocketChannel channel;

  PlainTransport(SocketChannel channel) {
    this.channel = channel;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    return channel.read(into);
  }

  @Override
  public boolean write(ByteBuffer from) throws IOException {
    int limit = from.limit();
    while (from.hasRemaining()) {
      from.limit(Math.min(limit, from.position() + MOST_AT_ONCE));
      int written = channel.write(from);
      from.limit(limit);
      if (written == 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean end() throws IOException {
    channel.shutdownOutput();
    return true;
  }

  @Override
  public boolean isToWrite() {
    return false;
  }

  @Override
  public @Nullable Runnable work() {
    return null;
  }
}

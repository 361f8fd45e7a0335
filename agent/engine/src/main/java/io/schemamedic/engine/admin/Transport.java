package io.schemamedic.engine.admin;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Bytes from and to one client. Never waits. Used by one thread at a time. */
interface Transport {

  /**
   * Reads what there is.
   *
   * @return how much; 0 for nothing yet, -1 if the client has ended
   * @throws IOException also if the client does not speak as it should
   */
  int read(ByteBuffer into) throws IOException;

  /**
   * Writes what the other side takes.
   *
   * @return whether all of it has left
   */
  boolean write(ByteBuffer from) throws IOException;

  /**
   * Ends our half.
   *
   * @return whether all that has to be said at the end has left
   */
  boolean end() throws IOException;

  /** Whether reading goes on only after something has left. */
  boolean isToWrite();

  /** What has to be computed before reading goes on, on another thread; null for nothing. */
  @Nullable Runnable work();
}

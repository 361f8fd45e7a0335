package io.schemamedic.demo.story;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What has to be ended when the story ends, however it ends: run by the JVM's shutdown, so also on
 * Ctrl-C and SIGTERM. The last thing started is the first to be ended. Thread-safe.
 */
final class Cleanup implements AutoCloseable {
  private final Deque<AutoCloseable> resources = new ArrayDeque<>();
  private boolean closed;

  /** Takes charge of the resource; if the end has come already, it is closed at once. */
  <T extends AutoCloseable> T register(T resource) {
    synchronized (this) {
      if (!closed) {
        resources.push(resource);
        return resource;
      }
    }
    end(resource);
    throw new IllegalStateException("the story has ended");
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    for (AutoCloseable next = next(); next != null; next = next()) {
      end(next);
    }
  }

  private synchronized @Nullable AutoCloseable next() {
    return resources.poll();
  }

  private static void end(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      // The rest must be ended nevertheless.
      System.err.println("could not end " + resource + ": " + e);
    }
  }
}

package io.schemamedic.demo.story;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What has to be ended when the story ends, however it ends: run by the JVM's shutdown, so also on
 * Ctrl-C and SIGTERM. The last thing started is the first to be ended. Thread-safe.
 */
final class Cleanup implements AutoCloseable {
  private static final Duration SIGNAL_WAIT = Duration.ofMillis(500);

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

  /**
   * Whether the story is being ended from outside. Ctrl-C reaches the processes that we started as
   * well as us, so it may be noticed by their absence first: waits a moment for our own signal.
   */
  synchronized boolean isEnding() {
    long deadline = System.nanoTime() + SIGNAL_WAIT.toNanos();
    try {
      while (!closed && System.nanoTime() < deadline) {
        wait(SIGNAL_WAIT.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return closed;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
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

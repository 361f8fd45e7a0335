package io.schemamedic.engine.runtime;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has to be ended when the agent leaves, last begun first. Thread-safe. */
final class Closing {
  private final Deque<Runnable> ends = new ArrayDeque<>();

  synchronized void add(Runnable end) {
    ends.addFirst(end);
  }

  /** Runs each end once, also if others fail, and then tells of the last failure. */
  synchronized void close() {
    if (!ends.isEmpty()) {
      Runnable end = ends.removeFirst();
      try {
        end.run();
      } finally {
        close();
      }
    }
  }
}

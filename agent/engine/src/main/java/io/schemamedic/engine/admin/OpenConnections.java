package io.schemamedic.engine.admin;

import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the number of connections, and what is kept for them, within bounds: whoever waited longest
 * for a slow other side goes first, so that those who come and go do not notice. Used by the thread
 * of the selector.
 */
final class OpenConnections {
  private static final int MOST_OPEN = 100;

  /** Answers that were not taken yet, all together: some twenty large scrapes. In bytes. */
  private static final long MOST_KEPT = 16L * 1024 * 1024;

  /** As long as each of them was taken further a moment ago. */
  private static final long MOST_KEPT_FOR_A_MOMENT = 4 * MOST_KEPT;

  private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Selector selector;

  OpenConnections(Selector selector) {
    this.selector = selector;
  }

  boolean areNone() {
    // The port itself has a key as well.
    return selector.keys().size() <= 1;
  }

  /**
   * Makes room for one more.
   *
   * @return whether there is room
   */
  boolean makeRoom() {
    List<HttpConnection> open = all();
    if (open.size() < MOST_OPEN) {
      return true;
    }
    HttpConnection slowest = longestWaiting(open);
    if (slowest == null) {
      return false;
    }
    slowest.close();
    return true;
  }

  /** Gives up answers that nobody takes; one may be as large as it is. */
  void keepLittle() {
    List<HttpConnection> leaving = new ArrayList<>();
    long kept = 0;
    for (HttpConnection each : all()) {
      if (each.kept() > 0) {
        leaving.add(each);
        kept += each.kept();
      }
    }
    while (kept > MOST_KEPT && leaving.size() > 1) {
      HttpConnection slowest = longestWaiting(leaving);
      if (slowest == null
          || (kept <= MOST_KEPT_FOR_A_MOMENT
              && System.nanoTime() - slowest.waitsSince() < MOMENT_NANOS)) {
        return;
      }
      kept -= slowest.kept();
      slowest.close();
      leaving.remove(slowest);
    }
  }

  private List<HttpConnection> all() {
    List<HttpConnection> open = new ArrayList<>();
    for (SelectionKey key : selector.keys()) {
      HttpConnection connection = (HttpConnection) key.attachment();
      if (connection != null && key.isValid()) {
        open.add(connection);
      }
    }
    return open;
  }

  private static @Nullable HttpConnection longestWaiting(List<HttpConnection> connections) {
    HttpConnection longest = null;
    for (HttpConnection each : connections) {
      if (each.isWaiting() && (longest == null || each.waitsSince() - longest.waitsSince() < 0)) {
        longest = each;
      }
    }
    return longest;
  }
}

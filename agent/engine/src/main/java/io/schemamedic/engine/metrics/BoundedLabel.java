package io.schemamedic.engine.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The values that one label may take: the first ones that come, up to a limit. What comes later is
 * {@link #OTHER} for as long as the process lives, so that no caller can make the number of series
 * grow. Thread-safe.
 */
final class BoundedLabel {
  /** Stands for all values that have no series of their own. */
  static final String OTHER = "other";

  private final int limit;
  private final AtomicInteger size = new AtomicInteger();
  private final Set<String> admitted = ConcurrentHashMap.newKeySet();

  BoundedLabel(int limit) {
    this.limit = limit;
  }

  /** The value itself if it is among the admitted ones, else {@link #OTHER}. */
  String valueOf(String value) {
    return admits(value) ? value : OTHER;
  }

  /** Whether the value is among the admitted ones. */
  boolean knows(String value) {
    return admitted.contains(value);
  }

  /** Whether the value is among the admitted ones; admits it while there is room. */
  boolean admits(String value) {
    if (admitted.contains(value)) {
      return true;
    }
    // Two threads that bring the same new value may use up two places: the limit holds all the
    // same.
    if (size.get() >= limit || size.incrementAndGet() > limit) {
      return false;
    }
    if (!admitted.add(value)) {
      size.decrementAndGet();
    }
    return true;
  }
}

package io.schemamedic.engine.incident;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids by which log line, audit entries and status page of one call belong together: unique in a
 * process, and unlikely to occur in another one of the same fleet. Thread-safe.
 */
public final class IncidentIds {
  private final String start;
  private final AtomicLong last = new AtomicLong();

  private IncidentIds(String start) {
    this.start = start;
  }

  /**
   * @param seed different for each process, such as a mix of its id and start time
   */
  public static IncidentIds of(long seed) {
    return new IncidentIds(String.format(Locale.ROOT, "%06x-", seed & 0xffffff));
  }

  /** Such as {@code 3fa91c-17}. */
  public String next() {
    return start + last.incrementAndGet();
  }
}

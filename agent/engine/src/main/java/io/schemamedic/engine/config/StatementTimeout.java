package io.schemamedic.engine.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Longest time that one statement of a repair may run, while it holds the table's lock. 5 s unless
 * configured, never more than 30 s.
 */
public final class StatementTimeout {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private final Duration duration;

  private StatementTimeout(Duration duration) {
    this.duration = duration;
  }

  /**
   * @throws IllegalArgumentException if shorter than 1 ms or longer than 30 s; the message is for
   *     the operator
   */
  public static StatementTimeout of(Duration duration) {
    return new StatementTimeout(
        DurationText.requireBetween(
            duration,
            SHORTEST,
            LONGEST,
            "the table is locked for everyone while the statement runs"));
  }

  public Duration toDuration() {
    return duration;
  }

  /** In milliseconds, as PostgreSQL's settings take it; at least 1, since 0 would mean no limit. */
  public long toMillis() {
    return duration.toMillis();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StatementTimeout
        && duration.equals(((StatementTimeout) other).duration);
  }

  @Override
  public int hashCode() {
    return duration.hashCode();
  }

  @Override
  public String toString() {
    return toMillis() + "ms";
  }
}

package io.schemamedic.engine.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Longest time that one attempt of a repair waits for its table lock. Waiting is not free:
 * statements that come later queue behind a waiting {@code ALTER}. 300 ms unless configured, never
 * more than 5 s.
 */
public final class LockTimeout {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private final Duration duration;

  private LockTimeout(Duration duration) {
    this.duration = duration;
  }

  /**
   * @throws IllegalArgumentException if shorter than 1 ms or longer than 5 s; the message is for
   *     the operator
   */
  public static LockTimeout of(Duration duration) {
    return new LockTimeout(
        DurationText.requireBetween(
            duration,
            SHORTEST,
            LONGEST,
            "while an ALTER waits, every later statement on the table waits behind it"));
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
    return other instanceof LockTimeout && duration.equals(((LockTimeout) other).duration);
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

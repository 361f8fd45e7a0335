package io.schemamedic.engine.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Longest time that a failed call waits for everything the agent does about it, before its original
 * exception goes on. 2 s unless configured, never more than 5 s.
 */
public final class WaitBudget {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private final Duration duration;

  private WaitBudget(Duration duration) {
    this.duration = duration;
  }

  /**
   * @throws IllegalArgumentException if shorter than 1 ms or longer than 5 s; the message is for
   *     the operator
   */
  public static WaitBudget of(Duration duration) {
    return new WaitBudget(
        DurationText.requireBetween(
            duration,
            SHORTEST,
            LONGEST,
            "a caller that waits holds a thread and a connection of the service"));
  }

  public Duration toDuration() {
    return duration;
  }

  /** In milliseconds; at least 1. */
  public long toMillis() {
    return duration.toMillis();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WaitBudget && duration.equals(((WaitBudget) other).duration);
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

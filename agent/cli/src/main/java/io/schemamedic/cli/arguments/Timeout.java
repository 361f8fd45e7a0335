package io.schemamedic.cli.arguments;

import io.schemamedic.engine.config.DurationText;
import java.time.Duration;

/** How long a command may wait for an answer. Immutable. */
public final class Timeout {
  private static final Duration LONGEST = Duration.ofHours(1);

  private final String text;
  private final Duration duration;

  private Timeout(String text, Duration duration) {
    this.text = text;
    this.duration = duration;
  }

  /**
   * What was given, else the other.
   *
   * @throws UsageException if what was given is no time, too short or too long
   */
  public static Timeout of(Arguments arguments, String otherwise) throws UsageException {
    String text = arguments.value(Option.TIMEOUT).orElse(otherwise);
    try {
      Duration duration = DurationText.parse(text);
      if (duration.getSeconds() >= 1 && duration.compareTo(LONGEST) <= 0) {
        return new Timeout(text, duration);
      }
    } catch (IllegalArgumentException e) {
      // Told below, in the same words as one that is too long.
    }
    throw new UsageException("--timeout has to be a time from 1s to 1h, such as 30s or 5m");
  }

  public Duration duration() {
    return duration;
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}

package io.schemamedic.engine.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How durations are written in configuration: a whole number with a unit, such as 300ms or 5m. */
public final class DurationText {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9}) ?(ms|s|m|h)");

  private DurationText() {}

  /**
   * @throws IllegalArgumentException if the text has another form; the message is for the operator
   */
  public static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a whole number with one of the units ms, s, m, h");
    }
    long number = Long.parseLong(matcher.group(1));
    switch (matcher.group(2)) {
      case "ms":
        return Duration.ofMillis(number);
      case "s":
        return Duration.ofSeconds(number);
      case "m":
        return Duration.ofMinutes(number);
      default:
        return Duration.ofHours(number);
    }
  }

  /**
   * Refuses a duration that is not positive or is longer than the longest, with the reason why
   * there is a longest.
   */
  static Duration requireBetween(Duration value, Duration shortest, Duration longest, String why) {
    if (value.compareTo(shortest) < 0) {
      throw new IllegalArgumentException("must be at least " + text(shortest));
    }
    if (value.compareTo(longest) > 0) {
      throw new IllegalArgumentException("must be at most " + text(longest) + ": " + why);
    }
    return value;
  }

  private static String text(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }
}

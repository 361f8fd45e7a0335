package io.schemamedic.engine.schema.canonical;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Intervals as people write them and as PostgreSQL shows them. */
final class IntervalText {
  private static final Pattern CLOCK =
      Pattern.compile("([+-]?)(\\d+):(\\d\\d)(?::(\\d\\d(?:\\.\\d+)?))?");
  private static final Pattern AMOUNT = Pattern.compile("([+-]?\\d+(?:\\.\\d+)?) ?([a-z]*)");
  private static final BigDecimal SIXTY = BigDecimal.valueOf(60);
  private static final BigDecimal HOUR = BigDecimal.valueOf(3600);

  private BigDecimal months = BigDecimal.ZERO;
  private BigDecimal days = BigDecimal.ZERO;
  private BigDecimal seconds = BigDecimal.ZERO;

  private IntervalText() {}

  static Likeness likeness(String wanted, String found) {
    List<BigDecimal> first = parts(wanted);
    List<BigDecimal> second = parts(found);
    if (first == null || second == null) {
      return Likeness.UNSURE;
    }
    return Likeness.ofEquality(first.equals(second));
  }

  /** Months, days and seconds, which PostgreSQL keeps apart; absent if the form is not known. */
  private static @Nullable List<BigDecimal> parts(String text) {
    IntervalText interval = new IntervalText();
    String rest = text.trim().toLowerCase(Locale.ROOT);
    while (!rest.isEmpty()) {
      Matcher clock = CLOCK.matcher(rest);
      Matcher amount = AMOUNT.matcher(rest);
      int end;
      if (clock.lookingAt()) {
        interval.addClock(clock);
        end = clock.end();
      } else if (amount.lookingAt() && interval.addAmount(amount)) {
        end = amount.end();
      } else {
        return null;
      }
      if (end < rest.length() && rest.charAt(end) != ' ') {
        return null;
      }
      rest = rest.substring(end).trim();
    }
    return interval.normal();
  }

  private void addClock(Matcher clock) {
    BigDecimal time =
        new BigDecimal(clock.group(2))
            .multiply(HOUR)
            .add(new BigDecimal(clock.group(3)).multiply(SIXTY));
    if (clock.group(4) != null) {
      time = time.add(new BigDecimal(clock.group(4)));
    }
    seconds = seconds.add(clock.group(1).equals("-") ? time.negate() : time);
  }

  private boolean addAmount(Matcher amount) {
    BigDecimal number = new BigDecimal(amount.group(1));
    String unit = amount.group(2);
    String one =
        unit.endsWith("s") && unit.length() > 1 ? unit.substring(0, unit.length() - 1) : unit;
    boolean whole = number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    switch (one) {
      case "":
      case "s":
      case "sec":
      case "second":
        seconds = seconds.add(number);
        return true;
      case "m":
      case "min":
      case "minute":
        seconds = seconds.add(number.multiply(SIXTY));
        return true;
      case "h":
      case "hour":
        seconds = seconds.add(number.multiply(HOUR));
        return true;
      case "d":
      case "day":
        days = days.add(number);
        return whole;
      case "w":
      case "week":
        days = days.add(number.multiply(BigDecimal.valueOf(7)));
        return whole;
      case "mon":
      case "month":
        months = months.add(number);
        return whole;
      case "y":
      case "year":
        months = months.add(number.multiply(BigDecimal.valueOf(12)));
        return whole;
      default:
        return false;
    }
  }

  private List<BigDecimal> normal() {
    List<BigDecimal> parts = new ArrayList<>();
    for (BigDecimal part : Arrays.asList(months, days, seconds)) {
      parts.add(part.signum() == 0 ? BigDecimal.ZERO : part.stripTrailingZeros());
    }
    return parts;
  }
}

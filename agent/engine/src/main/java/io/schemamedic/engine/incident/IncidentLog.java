package io.schemamedic.engine.incident;

import io.schemamedic.engine.log.LogLine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells operators of incidents, one line each. The same incident is told once, and again when its
 * decision changes or after {@link #REMINDER} with the number of calls since. However many
 * different incidents there are, a minute has at most {@value #MOST_LINES_A_MINUTE} lines. Memory
 * is bounded. Thread-safe.
 */
public final class IncidentLog {
  /** How long an unchanged incident stays quiet. */
  static final Duration REMINDER = Duration.ofMinutes(10);

  /** What a log can bear from an agent in an emergency. */
  static final int MOST_LINES_A_MINUTE = 60;

  /** How many incidents are remembered as told. */
  private static final int MOST_REMEMBERED = 400;

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Clock clock;
  private final Consumer<String> out;
  private final Runbook runbook;
  private final Map<String, Told> told =
      new LinkedHashMap<String, Told>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Told> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  private Instant minuteStart = Instant.MIN;
  private int linesThisMinute;
  private long untold;

  private IncidentLog(Clock clock, Consumer<String> out, Runbook runbook) {
    this.clock = clock;
    this.out = out;
    this.runbook = runbook;
  }

  /**
   * @param out takes finished lines without line ends; called outside of our lock
   */
  public static IncidentLog of(Clock clock, Consumer<String> out) {
    return of(clock, out, new Runbook());
  }

  /**
   * @param out takes finished lines without line ends; called outside of our lock
   * @param runbook what the lines refer to
   */
  public static IncidentLog of(Clock clock, Consumer<String> out, Runbook runbook) {
    return new IncidentLog(clock, out, runbook);
  }

  /** Takes one occurrence and tells of it if there is something new. */
  public void report(Incident occurrence) {
    for (String line : linesFor(occurrence)) {
      out.accept(line);
    }
  }

  /** Whether {@link #report} would tell of it now. */
  public synchronized boolean isDue(Incident occurrence) {
    Told last = told.get(occurrence.key());
    return last == null || last.isDue(occurrence.decision(), clock.instant());
  }

  private synchronized List<String> linesFor(Incident occurrence) {
    Instant now = clock.instant();
    Told last = told.computeIfAbsent(occurrence.key(), key -> new Told());
    last.callsSince++;
    List<String> lines = new ArrayList<>(2);
    if (!last.isDue(occurrence.decision(), now)) {
      return lines;
    }
    if (Duration.between(minuteStart, now).compareTo(MINUTE) >= 0) {
      minuteStart = now;
      linesThisMinute = 0;
      if (untold > 0) {
        lines.add(
            LogLine.of("more incidents than fit into the log").field("calls", untold).toString());
        untold = 0;
      }
    }
    if (linesThisMinute >= MOST_LINES_A_MINUTE) {
      // Remembered as told all the same: otherwise each further call would be counted here.
      untold += last.callsSince;
    } else {
      linesThisMinute++;
      lines.add(IncidentText.of(occurrence, last.callsSince, runbook.entryOf(occurrence.reason())));
    }
    last.tell(occurrence.decision(), now);
    return lines;
  }

  /** What operators know of one incident. */
  private static final class Told {
    private String decision = "";
    private Instant time = Instant.MIN;
    private long callsSince;

    boolean isDue(String newDecision, Instant now) {
      return !decision.equals(newDecision) || Duration.between(time, now).compareTo(REMINDER) >= 0;
    }

    void tell(String newDecision, Instant now) {
      decision = newDecision;
      time = now;
      callsSince = 0;
    }
  }
}

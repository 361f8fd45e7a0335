package io.schemamedic.engine.incident;

import io.schemamedic.engine.incident.FlightRecorder.Field;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An event {@value #NAME} of the JVM's Flight Recorder for each decision, if somebody records: what
 * was decided, why, and about what; never a value or a statement. A second has at most {@value
 * #MOST_A_SECOND} of them, and each tells how many were left out before it. Thread-safe.
 */
public final class DecisionEvents implements AutoCloseable {
  static final String NAME = "io.schemamedic.Decision";

  /** Enough to see what goes on; a storm must not push everything else out of the recording. */
  static final int MOST_A_SECOND = 50;

  private final Consumer<Throwable> errors;
  private volatile boolean looked;
  private volatile @Nullable FlightRecorder recorder;
  private long second;
  private int recordedThisSecond;
  private long leftOut;

  /**
   * @param errors takes what goes wrong, once: then nothing is recorded any more
   */
  public DecisionEvents(Consumer<Throwable> errors) {
    this.errors = errors;
  }

  /** One decision, as its incident tells it. */
  public void record(Incident decision) {
    FlightRecorder there = recorder();
    if (there == null) {
      return;
    }
    try {
      Object event =
          there.begin(
              NAME,
              "Schema Medic Decision",
              "What became of a failing call or of an approval, and why");
      if (event == null) {
        return;
      }
      long before = leftOutBefore(decision.lastSeen().getEpochSecond());
      if (before >= 0) {
        there.commit(
            event,
            decision.decision(),
            decision.reason(),
            decision.database(),
            decision.relation(),
            String.join(", ", decision.columns()),
            decision.id(),
            decision.plan(),
            decision.by(),
            before);
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      recorder = null;
      errors.accept(e);
    }
  }

  private @Nullable FlightRecorder recorder() {
    if (!looked) {
      synchronized (this) {
        if (!looked) {
          recorder =
              FlightRecorder.find(
                  new Field(String.class, "decision", "Decision"),
                  new Field(String.class, "reason", "Reason"),
                  new Field(String.class, "database", "Database"),
                  new Field(String.class, "relation", "Relation"),
                  new Field(String.class, "columns", "Columns"),
                  new Field(String.class, "incident", "Incident"),
                  new Field(String.class, "plan", "Plan"),
                  new Field(String.class, "by", "By"),
                  new Field(long.class, "leftOut", "Decisions Left Out Before"));
          looked = true;
        }
      }
    }
    return recorder;
  }

  /** How many were left out since the last one that was recorded; -1 if this one is, too. */
  private synchronized long leftOutBefore(long now) {
    if (now != second) {
      second = now;
      recordedThisSecond = 0;
    }
    if (recordedThisSecond >= MOST_A_SECOND) {
      leftOut++;
      return -1;
    }
    recordedThisSecond++;
    long before = leftOut;
    leftOut = 0;
    return before;
  }

  /** Takes the type of event out of the recorder. */
  @Override
  public void close() {
    FlightRecorder there = recorder;
    looked = true;
    recorder = null;
    if (there != null) {
      try {
        there.close();
      } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
        errors.accept(e);
      }
    }
  }
}

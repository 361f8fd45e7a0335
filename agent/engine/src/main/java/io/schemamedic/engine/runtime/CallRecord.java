package io.schemamedic.engine.runtime;

import io.schemamedic.engine.decision.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call of the service from its first failure to its end: the opaque value that the gate hands
 * back. Used by the calling thread alone.
 */
final class CallRecord {
  /** More missing things in one statement than a release forgets, and few enough to end soon. */
  static final int MAX_ATTEMPTS = 8;

  private final String incident;
  private final long beganNanos;
  private final List<Gap> gaps = new ArrayList<>();
  private int attempts;
  private @Nullable MonitoredDatabase database;
  private @Nullable Gap lastGap;
  private @Nullable RepairResult lastResult;

  CallRecord(String incident, long beganNanos) {
    this.incident = incident;
    this.beganNanos = beganNanos;
  }

  String incident() {
    return incident;
  }

  long beganNanos() {
    return beganNanos;
  }

  /** The call has failed for this gap, which is closed now. */
  void meets(Gap gap) {
    gaps.add(gap);
  }

  /** Every gap that the call has met, the newest last. */
  List<Gap> gaps() {
    return gaps;
  }

  /** The call is about to be repeated. */
  void repeats(MonitoredDatabase on, Gap gap, RepairResult result) {
    attempts++;
    database = on;
    lastGap = gap;
    lastResult = result;
  }

  /** Whether the call was repeated at least once. */
  boolean wasRepeated() {
    return attempts > 0;
  }

  boolean isAtEnd() {
    return attempts >= MAX_ATTEMPTS;
  }

  /** Only of a call that was repeated. */
  MonitoredDatabase database() {
    return Objects.requireNonNull(database);
  }

  /** The gap that was closed last; only of a call that was repeated. */
  Gap lastGap() {
    return Objects.requireNonNull(lastGap);
  }

  /** How it was closed; only of a call that was repeated. */
  RepairResult lastResult() {
    return Objects.requireNonNull(lastResult);
  }

  /** Why the last gap is closed. */
  Reason lastReason() {
    return lastResult().reason();
  }
}

package io.schemamedic.engine.runtime;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.failure.Failure;
import java.sql.SQLException;
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
  private long enteredNanos;
  private long waitedNanos;
  private boolean inside;
  private int attempts;
  private @Nullable SQLException first;
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

  /** The call has failed, for the first time or again, and is in the agent's hands from now on. */
  void enters(long nowNanos) {
    enteredNanos = nowNanos;
    inside = true;
  }

  /** The caller goes on, with its exception or by a repetition. */
  void leaves(long nowNanos) {
    waitedNanos = waitedNanos(nowNanos);
    inside = false;
  }

  /** How long the caller was in the agent's hands, all failures together; no repetition counts. */
  long waitedNanos(long nowNanos) {
    return inside ? waitedNanos + Math.max(0, nowNanos - enteredNanos) : waitedNanos;
  }

  /** Whether an earlier failure of this call was about the same, so that nothing was won. */
  boolean hasMet(Failure failure) {
    for (Gap gap : gaps) {
      if (failure.isSameGap(gap.failure())) {
        return true;
      }
    }
    return false;
  }

  /** Keeps the first exception of the call, which its caller gets unless the call is healed. */
  SQLException firstOf(SQLException thrown) {
    if (first == null) {
      first = thrown;
    }
    return first;
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
  void repeats(MonitoredDatabase on, Gap gap, RepairResult result, long nowNanos) {
    leaves(nowNanos);
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

package io.schemamedic.engine.runtime;

import io.schemamedic.engine.log.LogLine;
import io.schemamedic.engine.metrics.MedicMetrics;
import io.schemamedic.entry.Remedy;
import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Failures of the agent itself: every one is counted, the first of each kind is told with its class
 * and place. Messages are not told, since a driver's may hold values, but for those of files.
 * Thread-safe.
 */
final class AgentErrors {
  private static final int MAX_TOLD = 50;

  private final MedicMetrics metrics;
  private final Consumer<String> out;
  private final AtomicLong count = new AtomicLong();
  private final Set<String> told = Collections.synchronizedSet(new HashSet<String>());

  AgentErrors(MedicMetrics metrics, Consumer<String> out) {
    this.metrics = metrics;
    this.out = out;
  }

  /** How many there were. */
  long count() {
    return count.get();
  }

  /**
   * Counts an error, and tells of the first of its kind. Never throws, so that whoever has to end
   * something after an error does.
   */
  void count(String where, Throwable error) {
    count.incrementAndGet();
    try {
      tell(where, error);
    } catch (Throwable e) {
      // Most likely for want of memory: it is counted, and nobody is left to tell.
    }
  }

  private void tell(String where, Throwable error) {
    metrics.agentError(where);
    Throwable cause = rootOf(error);
    StackTraceElement[] trace = cause.getStackTrace();
    String place = trace.length == 0 ? "" : trace[0].toString();
    if (told.size() < MAX_TOLD && told.add(where + cause.getClass().getName() + place)) {
      out.accept(
          LogLine.of("agent error, the service is not affected")
              .field("where", where)
              .field("error", cause.getClass().getName())
              .field("at", place)
              .field("advice", Remedy.of(cause))
              .toString());
    }
  }

  /** An entry of the audit is lost. Counted as an error of recording. */
  void auditNotWritten(IOException error) {
    notWritten(
        "the audit file cannot be written and nothing is repaired meanwhile",
        error,
        "Free its disk, or let the service write it. Repairs go on by themselves then.");
  }

  /** A draft is lost. Counted as an error of recording. */
  void draftNotWritten(IOException error) {
    notWritten(
        "a migration draft cannot be written",
        error,
        "Take its DDL from the line of the incident, the audit file or the status page. Free the"
            + " disk of migrations.dir, or let the service write there.");
  }

  /** Told in the system's own words, which name a file and nothing of the service. */
  private void notWritten(String what, IOException error, String advice) {
    count.incrementAndGet();
    metrics.agentError(Step.RECORD.code());
    String reason = String.valueOf(error.getMessage());
    if (told.size() < MAX_TOLD && told.add(what + reason)) {
      out.accept(
          LogLine.of(what + ", the service is not affected")
              .field("reason", reason)
              .field("advice", advice)
              .toString());
    }
  }

  private static Throwable rootOf(Throwable error) {
    Throwable root = error;
    for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
      root = root.getCause();
    }
    return root;
  }
}

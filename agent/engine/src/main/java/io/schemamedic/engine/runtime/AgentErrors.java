package io.schemamedic.engine.runtime;

import io.schemamedic.engine.log.LogLine;
import io.schemamedic.engine.metrics.MedicMetrics;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Failures of the agent itself: every one is counted, the first of each kind is told with its class
 * and place. Messages are not told, since a driver's may hold values. Thread-safe.
 */
final class AgentErrors {
  private static final int MAX_TOLD = 50;

  private final MedicMetrics metrics;
  private final Consumer<String> out;
  private final Set<String> told = Collections.synchronizedSet(new HashSet<String>());

  AgentErrors(MedicMetrics metrics, Consumer<String> out) {
    this.metrics = metrics;
    this.out = out;
  }

  void count(String where, Throwable error) {
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

package io.schemamedic.engine.runtime;

import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.metrics.MedicMetrics;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the agent has decided and which databases answered, for the metrics, and for whoever asks by
 * the command line: the library of the metrics is not loaded before somebody scrapes. Thread-safe.
 */
final class Tally {
  private final MedicMetrics metrics;
  private final Map<Decision, Long> decisions = new EnumMap<>(Decision.class);
  private final Map<String, Boolean> up = new LinkedHashMap<>();

  Tally(MedicMetrics metrics) {
    this.metrics = metrics;
  }

  void decided(Decision decision, Reason reason) {
    synchronized (this) {
      decisions.merge(decision, 1L, Long::sum);
    }
    metrics.decision(decision.code(), reason.code());
  }

  /** How many of each there were; without those of which there were none. */
  synchronized Map<Decision, Long> decisions() {
    return new EnumMap<>(decisions);
  }

  void databaseUp(String database, boolean isUp) {
    synchronized (this) {
      if (up.containsKey(database) || up.size() < Databases.MAX_DATABASES) {
        up.put(database, isUp);
      }
    }
    metrics.databaseUp(database, isUp);
  }

  /** Whether the last session to it could be opened; null if none was tried. */
  synchronized @Nullable Boolean isUp(String database) {
    return up.get(database);
  }
}

package io.schemamedic.engine.runtime;

import io.schemamedic.engine.decision.Decision;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the agent has decided and which databases answered, for whoever asks it by the command line.
 * Apart from the metrics, whose library is not loaded before somebody scrapes. Thread-safe.
 */
final class Tally {
  private final Map<Decision, Long> decisions = new EnumMap<>(Decision.class);
  private final Map<String, Boolean> up = new LinkedHashMap<>();

  synchronized void decided(Decision decision) {
    decisions.merge(decision, 1L, Long::sum);
  }

  /** How many of each there were; without those of which there were none. */
  synchronized Map<Decision, Long> decisions() {
    return new EnumMap<>(decisions);
  }

  synchronized void databaseUp(String database, boolean isUp) {
    if (up.containsKey(database) || up.size() < Databases.MAX_DATABASES) {
      up.put(database, isUp);
    }
  }

  /** Whether the last session to it could be opened; null if none was tried. */
  synchronized @Nullable Boolean isUp(String database) {
    return up.get(database);
  }
}

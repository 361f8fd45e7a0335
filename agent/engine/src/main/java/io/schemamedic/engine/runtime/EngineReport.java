package io.schemamedic.engine.runtime;

import io.schemamedic.engine.incident.IncidentStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the agent does and has seen, as the command line asks for it. Thread-safe; no SQL. */
final class EngineReport {
  /** What a person reads in a hurry; {@code /api/incidents} has more. */
  static final int MOST_INCIDENTS = 10;

  private final Healing healing;
  private final Databases databases;
  private final DriftStore drift;
  private final IncidentStore incidents;
  private final PlanStore plans;
  private final List<String> problems;

  /**
   * @param problems what is wrong with the configuration, in words for an operator
   */
  EngineReport(
      Healing healing,
      Databases databases,
      DriftStore drift,
      IncidentStore incidents,
      PlanStore plans,
      Collection<String> problems) {
    this.healing = healing;
    this.databases = databases;
    this.drift = drift;
    this.incidents = incidents;
    this.plans = plans;
    this.problems = new ArrayList<>(problems);
  }

  /** Lines {@code key=value}, an empty line, then the text. */
  String toReply(boolean asJson) {
    StringBuilder reply = new StringBuilder("mode=").append(mode()).append('\n');
    for (String problem : problems) {
      reply.append("problem=").append(problem.replace('\n', ' ')).append('\n');
    }
    return reply.append('\n').append(asJson ? ReportJson.of(this) : ReportText.of(this)).toString();
  }

  /** See {@link Healing#modeInForce}. */
  String mode() {
    return healing.modeInForce().code();
  }

  KillSwitch killSwitch() {
    return healing.killSwitch();
  }

  Tally tally() {
    return healing.records().tally();
  }

  PlanStore plans() {
    return plans;
  }

  IncidentStore incidents() {
    return incidents;
  }

  /** What is known of the drift of each database that the service has used; null if nothing. */
  Map<String, DriftStore.@Nullable Known> databases() {
    Map<String, DriftStore.@Nullable Known> known = new LinkedHashMap<>();
    for (MonitoredDatabase database : databases.all()) {
      known.put(database.label(), null);
    }
    for (DriftStore.Known each : drift.all()) {
      known.put(each.database(), each);
    }
    return known;
  }
}

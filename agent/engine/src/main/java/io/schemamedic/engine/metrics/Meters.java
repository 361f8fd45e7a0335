package io.schemamedic.engine.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The meters with their names, labels and help texts. Thread-safe. */
final class Meters {
  private static final String PREFIX = "schema.medic.";
  private static final String TIME_TO_HEAL = PREFIX + "time.to.heal";
  private static final String BREAKER_STATE = PREFIX + "breaker.state";

  /** From the fastest DDL on an empty table to what no caller is made to wait for. */
  private static final Duration[] CALL_BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofMillis(1000),
    Duration.ofMillis(2500),
    Duration.ofMillis(5000)
  };

  /** From a repair that the first caller waits for to one that a person allows the next day. */
  private static final Duration[] HEAL_BUCKETS = {
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(15),
    Duration.ofHours(1),
    Duration.ofHours(4),
    Duration.ofDays(1)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Labels labels;

  /** By name and label values, as many as there are series: in a storm each call asks for two. */
  private final Map<List<String>, Counter> counters = new ConcurrentHashMap<>();

  private final Timer repairs;
  private final Timer callDelays;
  private final Timer timesToHeal;
  private final GaugeValues databasesUp =
      gauges("database.up", "1 if the database answered the last probe, 0 if it did not.");
  private final GaugeValues drift =
      gauges(
          "drift",
          "Differences between declared schema and database at the last check; NaN if unknown.");
  private final GaugeValues breakerState =
      gauges("breaker.state", "1 for the state that the breaker of repairs is in.");
  private final GaugeValues mode = gauges("mode", "1 for the mode that the agent runs in.");

  /** Micrometer's logger must have been silenced before. */
  Meters(
      String version,
      int maxRelations,
      Supplier<? extends Number> unreconciledRepairs,
      BooleanSupplier killSwitch) {
    this.labels = new Labels(maxRelations);
    this.repairs =
        timer(
            "repair",
            "Time of a repair on its session: all tries, locks and checks.",
            CALL_BUCKETS);
    this.callDelays =
        timer("call.delay", "Time that a failed call waited for the agent.", CALL_BUCKETS);
    this.timesToHeal =
        timer(
            "time.to.heal",
            "Time from the first call that missed something of a relation to the repair that added"
                + " it.",
            HEAL_BUCKETS);
    gauges("build.info", "1; the version of the agent is in the label.")
        .set(Tags.of("version", version), 1);
    Gauge.builder(PREFIX + "unreconciled.repairs", unreconciledRepairs::get)
        .description(
            "Repairs whose addition the declared migrations do not contain yet; NaN if unknown.")
        .register(registry);
    Gauge.builder(PREFIX + "kill.switch", () -> killSwitch.getAsBoolean() ? 1 : 0)
        .description("1 while the kill switch is on and nothing is repaired or repeated, else 0.")
        .register(registry);
    for (String state : new String[] {"open", "half_open", "closed"}) {
      breakerState(state);
    }
    for (String each : new String[] {"repair", "propose", "observe"}) {
      mode(each);
    }
  }

  Counter failures(
      String kind, @Nullable String sqlState, @Nullable String relation, @Nullable String column) {
    return counter(
        "failures",
        "Statements that failed because of the schema.",
        "kind",
        labels.code(kind),
        "sqlstate",
        labels.sqlState(sqlState),
        "relation",
        labels.relation(relation),
        "column",
        labels.column(relation, column));
  }

  Counter decisions(String decision, String reason) {
    return counter(
        "decisions",
        "What became of failing calls, and why. What to do: /runbook#REASON at this port.",
        "decision",
        labels.code(decision),
        "reason",
        labels.code(reason));
  }

  Counter repairOutcomes(String outcome) {
    return counter(
        "repairs", "Repairs that were run, by how they ended.", "outcome", labels.code(outcome));
  }

  Counter retries(String outcome, String reason) {
    return counter(
        "retries",
        "Whether statements were repeated after a repair, and how that ended.",
        "outcome",
        labels.code(outcome),
        "reason",
        labels.code(reason));
  }

  Counter agentErrors(String where) {
    return counter(
        "agent.errors",
        "Errors inside the agent that the service did not notice. What to do:"
            + " /runbook#SchemaMedicAgentErrors at this port.",
        "where",
        labels.code(where));
  }

  Timer repairs() {
    return repairs;
  }

  Timer callDelays() {
    return callDelays;
  }

  Timer timesToHeal() {
    return timesToHeal;
  }

  /** Every meter that there is by now. */
  List<Meter> all() {
    return registry.getMeters();
  }

  /** Has it run whenever there is another one, on whatever thread brings it. */
  void onNew(Runnable listener) {
    registry.config().onMeterAdded(meter -> listener.run());
  }

  /** Those that take durations, in an order that stays. */
  List<Timer> timers() {
    return Arrays.asList(repairs, callDelays, timesToHeal);
  }

  static Duration[] buckets(Meter timer) {
    return timer.getId().getName().equals(TIME_TO_HEAL) ? HEAL_BUCKETS : CALL_BUCKETS;
  }

  /** Whether it has to be brought up to date before it is looked at. */
  static boolean changesByItself(Meter meter) {
    return meter.getId().getName().equals(BREAKER_STATE);
  }

  void databaseUp(String database, boolean up) {
    databasesUp.set(Tags.of("database", labels.database(database)), up ? 1 : 0);
  }

  void drift(String kind, String severity, double count) {
    drift.set(Tags.of("kind", labels.code(kind), "severity", labels.code(severity)), count);
  }

  void driftUnknown() {
    drift.setAll(Double.NaN);
  }

  void breakerState(String state) {
    breakerState.setOnly("state", labels.code(state));
  }

  void mode(String code) {
    mode.setOnly("mode", labels.code(code));
  }

  String scrape() {
    return registry.scrape(TextFormat.CONTENT_TYPE_004);
  }

  void close() {
    registry.close();
  }

  private Counter counter(String name, String description, String... tags) {
    List<String> key = new ArrayList<>(1 + tags.length);
    key.add(name);
    key.addAll(Arrays.asList(tags));
    Counter known = counters.get(key);
    return known == null
        ? counters.computeIfAbsent(
            key,
            none ->
                Counter.builder(PREFIX + name)
                    .description(description)
                    .tags(tags)
                    .register(registry))
        : known;
  }

  private Timer timer(String name, String description, Duration[] buckets) {
    return Timer.builder(PREFIX + name)
        .description(description)
        .serviceLevelObjectives(buckets)
        .register(registry);
  }

  private GaugeValues gauges(String name, String description) {
    return new GaugeValues(registry, PREFIX + name, description);
  }
}

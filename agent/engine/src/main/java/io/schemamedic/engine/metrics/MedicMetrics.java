package io.schemamedic.engine.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All meters of the public contract, by what happened. Codes are the stable lower-case ones of the
 * engine's enums. Names of relations and columns may be handed in only if they are declared; null
 * stands for any other. No method throws for odd values: they become {@code other}. Thread-safe.
 */
public final class MedicMetrics implements AutoCloseable {
  /** The content type of {@link #scrape}. */
  public static final String CONTENT_TYPE = TextFormat.CONTENT_TYPE_004;

  private static final String PREFIX = "schema.medic.";

  /** From the fastest DDL on an empty table to what no caller is made to wait for. */
  private static final Duration[] BUCKETS = {
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

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Labels labels;
  private final Timer repairs;
  private final Timer callDelays;
  private final GaugeValues databasesUp =
      gauges("database.up", "1 if the database answered the last probe, 0 if it did not.");
  private final GaugeValues drift =
      gauges(
          "drift",
          "Differences between declared schema and database at the last check; NaN if unknown.");
  private final GaugeValues breakerState =
      gauges("breaker.state", "1 for the state that the breaker of repairs is in.");
  private final GaugeValues mode = gauges("mode", "1 for the mode that the agent runs in.");
  private volatile Supplier<? extends Number> unreconciledRepairs = () -> Double.NaN;

  private MedicMetrics(String version, int maxRelations) {
    this.labels = new Labels(maxRelations);
    this.repairs = timer("repair", "Time of a repair from opening its session to its outcome.");
    this.callDelays = timer("call.delay", "Time that a failed call waited for the agent.");
    gauges("build.info", "1; the version of the agent is in the label.")
        .set(Tags.of("version", version), 1);
    Gauge.builder(PREFIX + "unreconciled.repairs", () -> unreconciledRepairs.get())
        .description(
            "Repairs whose addition the declared migrations do not contain yet; NaN if unknown.")
        .register(registry);
    for (String state : new String[] {"open", "half_open", "closed"}) {
      breakerState(state);
    }
    for (String each : new String[] {"repair", "propose", "observe"}) {
      mode(each);
    }
  }

  /**
   * Meters of one agent, the fixed ones at 0, the breaker closed, the mode {@code observe}.
   *
   * @param version the agent's version
   * @param maxRelations most relations, and most columns, that get a label value of their own
   */
  public static MedicMetrics create(String version, int maxRelations) {
    SilentLogger.install();
    return new MedicMetrics(version, maxRelations);
  }

  /** Makes the counter of a kind of failure appear at 0, so that its first increase is seen. */
  public void expectFailure(String kind, String sqlState) {
    failures(kind, sqlState, null, null);
  }

  /** Likewise for a decision. */
  public void expectDecision(String decision, String reason) {
    decisions(decision, reason);
  }

  /** Likewise for an outcome of repairs. */
  public void expectRepair(String outcome) {
    repairOutcomes(outcome);
  }

  /** Likewise for an outcome of retries. */
  public void expectRetry(String outcome, String reason) {
    retries(outcome, reason);
  }

  /** Likewise for a place where the agent can go wrong. */
  public void expectAgentError(String where) {
    agentErrors(where);
  }

  /** Likewise for a kind of drift, as unknown. */
  public void expectDrift(String kind, String severity) {
    drift(kind, severity, Double.NaN);
  }

  /**
   * A statement failed because of the schema.
   *
   * @param sqlState as the driver gave it
   * @param relation {@code schema.table} if declared, else null
   * @param column if declared, else null
   */
  public void failure(
      String kind, @Nullable String sqlState, @Nullable String relation, @Nullable String column) {
    failures(kind, sqlState, relation, column).increment();
  }

  /** One failing call was dealt with. */
  public void decision(String decision, String reason) {
    decisions(decision, reason).increment();
  }

  /** A repair ended, after the given time. */
  public void repair(String outcome, Duration duration) {
    repairOutcomes(outcome).increment();
    repairs.record(duration);
  }

  /** It was decided whether a statement is repeated, or a repeated one ended. */
  public void retry(String outcome, String reason) {
    retries(outcome, reason).increment();
  }

  /** A caller waited for the agent. */
  public void callDelay(Duration duration) {
    callDelays.record(duration);
  }

  /** The agent itself went wrong, and nobody else noticed. */
  public void agentError(String where) {
    agentErrors(where).increment();
  }

  /** A database answered, or did not. */
  public void databaseUp(String database, boolean up) {
    databasesUp.set(Tags.of("database", labels.database(database)), up ? 1 : 0);
  }

  /**
   * What a check found.
   *
   * @param count number of differences; NaN if it could not be found out
   */
  public void drift(String kind, String severity, double count) {
    drift.set(Tags.of("kind", labels.code(kind), "severity", labels.code(severity)), count);
  }

  /** A check could not read the database: what was known is known no more. */
  public void driftUnknown() {
    drift.setAll(Double.NaN);
  }

  /** The breaker is now {@code closed}, {@code open} or {@code half_open}. */
  public void breakerState(String state) {
    breakerState.setOnly("state", labels.code(state));
  }

  /** The agent now runs in this mode. */
  public void mode(String code) {
    mode.setOnly("mode", labels.code(code));
  }

  /**
   * Where the number of unreconciled repairs comes from at each scrape.
   *
   * @param supplier fast, thread-safe; what it throws makes the value NaN
   */
  public void unreconciledRepairs(Supplier<? extends Number> supplier) {
    this.unreconciledRepairs = supplier;
  }

  /** All meters in the text format of Prometheus, version 0.0.4. */
  public String scrape() {
    return registry.scrape(TextFormat.CONTENT_TYPE_004);
  }

  @Override
  public void close() {
    registry.close();
  }

  private Counter failures(
      String kind, @Nullable String sqlState, @Nullable String relation, @Nullable String column) {
    return counter(
        "failures",
        "Statements that failed because of the schema.",
        Tags.of(
            "kind", labels.code(kind),
            "sqlstate", labels.sqlState(sqlState),
            "relation", labels.relation(relation),
            "column", labels.column(relation, column)));
  }

  private Counter decisions(String decision, String reason) {
    return counter(
        "decisions",
        "What became of failing calls, and why.",
        Tags.of("decision", labels.code(decision), "reason", labels.code(reason)));
  }

  private Counter repairOutcomes(String outcome) {
    return counter(
        "repairs",
        "Repairs that were run, by how they ended.",
        Tags.of("outcome", labels.code(outcome)));
  }

  private Counter retries(String outcome, String reason) {
    return counter(
        "retries",
        "Whether statements were repeated after a repair, and how that ended.",
        Tags.of("outcome", labels.code(outcome), "reason", labels.code(reason)));
  }

  private Counter agentErrors(String where) {
    return counter(
        "agent.errors",
        "Errors inside the agent that the service did not notice.",
        Tags.of("where", labels.code(where)));
  }

  private Counter counter(String name, String description, Tags tags) {
    return Counter.builder(PREFIX + name).description(description).tags(tags).register(registry);
  }

  private Timer timer(String name, String description) {
    return Timer.builder(PREFIX + name)
        .description(description)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private GaugeValues gauges(String name, String description) {
    return new GaugeValues(registry, PREFIX + name, description);
  }
}

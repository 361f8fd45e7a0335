package io.schemamedic.engine.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All meters of the public contract, by what happened. Codes are the stable lower-case ones of the
 * engine's enums. Names of relations and columns may be handed in only if they are declared; null
 * stands for any other. No method throws for odd values: they become {@code other}.
 *
 * <p>Micrometer's classes cost about a tenth of a second of CPU, so the meters are made when they
 * are first looked at; until then events wait in memory, up to {@value #MOST_WAITING}. A service
 * that is healthy and not scraped never pays. Thread-safe.
 */
public final class MedicMetrics implements AutoCloseable {
  /** The content type of {@link #scrape}: the text format of Prometheus, version 0.0.4. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /** Room for some minutes of trouble before the first scrape; a few dozen bytes each. */
  static final int MOST_WAITING = 1_000;

  /** As {@link Meters#timers} orders them. */
  private static final int REPAIR = 0;

  private static final int CALL_DELAY = 1;
  private static final int TIME_TO_HEAL = 2;

  private final String version;
  private final int maxRelations;
  private final Object making = new Object();
  private final List<Consumer<Meters>> waiting = new ArrayList<>();
  private volatile @Nullable Meters meters;
  private volatile Supplier<String> breakerState = () -> "closed";
  private volatile Supplier<? extends Number> unreconciledRepairs = () -> Double.NaN;
  private volatile BooleanSupplier killSwitch = () -> false;

  private volatile @Nullable MeterBridge bridge;

  private MedicMetrics(String version, int maxRelations) {
    this.version = version;
    this.maxRelations = maxRelations;
  }

  /**
   * Meters of one agent, the fixed ones at 0, the breaker closed, the mode {@code observe}.
   *
   * @param version the agent's version
   * @param maxRelations most relations, and most columns, that get a label value of their own
   */
  public static MedicMetrics create(String version, int maxRelations) {
    return new MedicMetrics(version, maxRelations);
  }

  /** Makes the counter of a kind of failure appear at 0, so that its first increase is seen. */
  public void expectFailure(String kind, String sqlState) {
    record(to -> to.failures(kind, sqlState, null, null));
  }

  /** Likewise for a decision. */
  public void expectDecision(String decision, String reason) {
    record(to -> to.decisions(decision, reason));
  }

  /** Likewise for an outcome of repairs. */
  public void expectRepair(String outcome) {
    record(to -> to.repairOutcomes(outcome));
  }

  /** Likewise for an outcome of retries. */
  public void expectRetry(String outcome, String reason) {
    record(to -> to.retries(outcome, reason));
  }

  /** Likewise for a place where the agent can go wrong. */
  public void expectAgentError(String where) {
    record(to -> to.agentErrors(where));
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
    // What waits must not be longer than a label: a driver may give anything.
    String wellFormed = Labels.isSqlState(sqlState) ? sqlState : null;
    record(to -> to.failures(kind, wellFormed, relation, column).increment());
  }

  /** One failing call was dealt with. */
  public void decision(String decision, String reason) {
    record(to -> to.decisions(decision, reason).increment());
  }

  /** A repair ended, after the given time. */
  public void repair(String outcome, Duration duration) {
    record(
        to -> {
          to.repairOutcomes(outcome).increment();
          to.repairs().record(duration);
        });
    bridged(REPAIR, duration);
  }

  /** A repair has added what calls had missed, so long after the first of them. */
  public void timeToHeal(Duration duration) {
    record(to -> to.timesToHeal().record(duration));
    bridged(TIME_TO_HEAL, duration);
  }

  /** It was decided whether a statement is repeated, or a repeated one ended. */
  public void retry(String outcome, String reason) {
    record(to -> to.retries(outcome, reason).increment());
  }

  /** A caller waited for the agent. */
  public void callDelay(Duration duration) {
    record(to -> to.callDelays().record(duration));
    bridged(CALL_DELAY, duration);
  }

  /** The agent itself went wrong, and nobody else noticed. */
  public void agentError(String where) {
    record(to -> to.agentErrors(where).increment());
  }

  /** A database answered, or did not. */
  public void databaseUp(String database, boolean up) {
    record(to -> to.databaseUp(database, up));
  }

  /**
   * What a check found.
   *
   * @param count number of differences; NaN if it could not be found out
   */
  public void drift(String kind, String severity, double count) {
    record(to -> to.drift(kind, severity, count));
  }

  /** A check could not read the database: what was known is known no more. */
  public void driftUnknown() {
    record(Meters::driftUnknown);
  }

  /**
   * Where the state of the breaker comes from at each scrape: it changes by time alone.
   *
   * @param supplier of {@code closed}, {@code open} or {@code half_open}; fast and thread-safe
   */
  public void breakerState(Supplier<String> supplier) {
    this.breakerState = supplier;
  }

  /** The agent now runs in this mode. */
  public void mode(String code) {
    record(to -> to.mode(code));
  }

  /**
   * Where the number of unreconciled repairs comes from at each scrape.
   *
   * @param supplier fast, thread-safe; what it throws makes the value NaN
   */
  public void unreconciledRepairs(Supplier<? extends Number> supplier) {
    this.unreconciledRepairs = supplier;
  }

  /**
   * Where it comes from at each scrape whether the kill switch is on.
   *
   * @param supplier thread-safe; what it throws makes the value NaN
   */
  public void killSwitch(BooleanSupplier supplier) {
    this.killSwitch = supplier;
  }

  /**
   * Shows all of this in the service's own Micrometer as well; to be called before the first event.
   *
   * @param errors takes what the service's registry throws
   * @param out takes lines for the operator
   * @return what a thread has to run for that
   */
  public MeterBridge bridge(Consumer<Throwable> errors, Consumer<String> out) {
    return bridge(errors, out, MeterBridge.OFTEN_FOR);
  }

  MeterBridge bridge(Consumer<Throwable> errors, Consumer<String> out, Duration oftenFor) {
    MeterBridge made =
        new MeterBridge(
            this::made, () -> made().breakerState(breakerState.get()), errors, out, oftenFor);
    bridge = made;
    return made;
  }

  private void bridged(int timer, Duration duration) {
    MeterBridge there = bridge;
    if (there != null) {
      there.recorded(timer, duration);
    }
  }

  /** All meters as {@link #CONTENT_TYPE}. */
  public String scrape() {
    Meters ready = made();
    ready.breakerState(breakerState.get());
    return ready.scrape();
  }

  @Override
  public void close() {
    Meters ready = meters;
    if (ready != null) {
      ready.close();
    }
  }

  private void record(Consumer<Meters> event) {
    Meters ready = meters;
    if (ready == null) {
      synchronized (waiting) {
        ready = meters;
        if (ready == null && waiting.size() < MOST_WAITING) {
          waiting.add(event);
          return;
        }
      }
      if (ready == null) {
        ready = made();
      }
    }
    event.accept(ready);
  }

  private Meters made() {
    Meters ready = meters;
    if (ready != null) {
      return ready;
    }
    synchronized (making) {
      ready = meters;
      if (ready == null) {
        SilentLogger.install();
        ready =
            new Meters(
                version,
                maxRelations,
                () -> unreconciledRepairs.get(),
                () -> killSwitch.getAsBoolean());
        // Events keep their order: what comes now either waits here, or finds finished meters.
        synchronized (waiting) {
          for (Consumer<Meters> event : waiting) {
            event.accept(ready);
          }
          waiting.clear();
          meters = ready;
        }
      }
      return ready;
    }
  }
}

package io.schemamedic.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.exporter.common.TextFormat;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names, labels and help texts are public: changing the listing means a breaking change. */
class MedicMetricsTest {
  private static final Pattern SERIES =
      Pattern.compile(
          "([a-z_]+)(?:\\{((?:[a-z]+=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\",?)+)\\})? ([0-9.E+-]+|NaN)");

  private final MedicMetrics metrics = MedicMetrics.create("1.2.3", 200);

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void contentTypeIsTheOneOfTheFormat() {
    assertThat(MedicMetrics.CONTENT_TYPE).isEqualTo(TextFormat.CONTENT_TYPE_004);
  }

  @Test
  void freshMetersAreTheFixedOnes() {
    assertThat(metrics.scrape().lines().filter(line -> !line.contains("_bucket")))
        .containsExactlyInAnyOrder(
            "# HELP schema_medic_build_info 1; the version of the agent is in the label.",
            "# TYPE schema_medic_build_info gauge",
            "schema_medic_build_info{version=\"1.2.3\",} 1.0",
            "# HELP schema_medic_breaker_state 1 for the state that the breaker of repairs is in.",
            "# TYPE schema_medic_breaker_state gauge",
            "schema_medic_breaker_state{state=\"open\",} 0.0",
            "schema_medic_breaker_state{state=\"half_open\",} 0.0",
            "schema_medic_breaker_state{state=\"closed\",} 1.0",
            "# HELP schema_medic_mode 1 for the mode that the agent runs in.",
            "# TYPE schema_medic_mode gauge",
            "schema_medic_mode{mode=\"observe\",} 1.0",
            "schema_medic_mode{mode=\"propose\",} 0.0",
            "schema_medic_mode{mode=\"repair\",} 0.0",
            "# HELP schema_medic_unreconciled_repairs Repairs whose addition the declared migrations"
                + " do not contain yet; NaN if unknown.",
            "# TYPE schema_medic_unreconciled_repairs gauge",
            "schema_medic_unreconciled_repairs NaN",
            "# HELP schema_medic_repair_seconds Time of a repair on its session: all tries, locks and"
                + " checks.",
            "# TYPE schema_medic_repair_seconds histogram",
            "schema_medic_repair_seconds_count 0.0",
            "schema_medic_repair_seconds_sum 0.0",
            "# HELP schema_medic_repair_seconds_max Time of a repair on its session: all tries, locks"
                + " and checks.",
            "# TYPE schema_medic_repair_seconds_max gauge",
            "schema_medic_repair_seconds_max 0.0",
            "# HELP schema_medic_call_delay_seconds Time that a failed call waited for the agent.",
            "# TYPE schema_medic_call_delay_seconds histogram",
            "schema_medic_call_delay_seconds_count 0.0",
            "schema_medic_call_delay_seconds_sum 0.0",
            "# HELP schema_medic_call_delay_seconds_max Time that a failed call waited for the agent.",
            "# TYPE schema_medic_call_delay_seconds_max gauge",
            "schema_medic_call_delay_seconds_max 0.0",
            "# HELP schema_medic_time_to_heal_seconds Time from the first call that missed something"
                + " of a relation to the repair that added it.",
            "# TYPE schema_medic_time_to_heal_seconds histogram",
            "schema_medic_time_to_heal_seconds_count 0.0",
            "schema_medic_time_to_heal_seconds_sum 0.0",
            "# HELP schema_medic_time_to_heal_seconds_max Time from the first call that missed"
                + " something of a relation to the repair that added it.",
            "# TYPE schema_medic_time_to_heal_seconds_max gauge",
            "schema_medic_time_to_heal_seconds_max 0.0",
            "# HELP schema_medic_kill_switch 1 while the kill switch is on and nothing is repaired or"
                + " repeated, else 0.",
            "# TYPE schema_medic_kill_switch gauge",
            "schema_medic_kill_switch 0.0");
  }

  @Test
  void everyEventHasItsSeries() {
    metrics.failure("undefined_column", "42703", "public.orders", "note");
    metrics.decision("healed", "repaired");
    metrics.repair("repaired", Duration.ofMillis(20));
    metrics.retry("repeated", "autocommit");
    metrics.callDelay(Duration.ofMillis(30));
    metrics.timeToHeal(Duration.ofMinutes(2));
    metrics.agentError("classify");
    metrics.databaseUp("app", true);
    metrics.drift("missing_column", "breaking", 2);
    metrics.unreconciledRepairs(() -> 3);

    assertThat(series())
        .contains(
            "schema_medic_failures_total{column=\"note\",kind=\"undefined_column\",relation=\"public.orders\","
                + "sqlstate=\"42703\"} 1.0",
            "schema_medic_decisions_total{decision=\"healed\",reason=\"repaired\"} 1.0",
            "schema_medic_repairs_total{outcome=\"repaired\"} 1.0",
            "schema_medic_retries_total{outcome=\"repeated\",reason=\"autocommit\"} 1.0",
            "schema_medic_repair_seconds_count 1.0",
            "schema_medic_repair_seconds_sum 0.02",
            "schema_medic_repair_seconds_bucket{le=\"0.01\"} 0.0",
            "schema_medic_repair_seconds_bucket{le=\"0.025\"} 1.0",
            "schema_medic_call_delay_seconds_count 1.0",
            "schema_medic_time_to_heal_seconds_bucket{le=\"60.0\"} 0.0",
            "schema_medic_time_to_heal_seconds_bucket{le=\"300.0\"} 1.0",
            "schema_medic_agent_errors_total{where=\"classify\"} 1.0",
            "schema_medic_database_up{database=\"app\"} 1.0",
            "schema_medic_drift{kind=\"missing_column\",severity=\"breaking\"} 2.0",
            "schema_medic_unreconciled_repairs 3.0");
  }

  @Test
  void bucketsReachFromFiveMillisecondsToFiveSeconds() {
    assertThat(series().filter(line -> line.startsWith("schema_medic_call_delay_seconds_bucket")))
        .extracting(line -> line.replaceAll(".*le=\"(.*)\".*", "$1"))
        .containsExactly(
            "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1.0", "2.5", "5.0", "+Inf");
  }

  @Test
  void bucketsOfHealingReachToADay() {
    assertThat(series().filter(line -> line.startsWith("schema_medic_time_to_heal_seconds_bucket")))
        .extracting(line -> line.replaceAll(".*le=\"(.*)\".*", "$1"))
        .containsExactly(
            "0.1", "0.25", "0.5", "1.0", "2.5", "5.0", "30.0", "60.0", "300.0", "900.0", "3600.0",
            "14400.0", "86400.0", "+Inf");
  }

  @Test
  void killSwitchIsLookedAtWhenScraped() {
    AtomicBoolean on = new AtomicBoolean();
    metrics.killSwitch(on::get);
    assertThat(series()).contains("schema_medic_kill_switch 0.0");

    on.set(true);

    assertThat(series()).contains("schema_medic_kill_switch 1.0");
  }

  @Test
  void expectedSeriesStartAtZero() {
    metrics.expectFailure("undefined_table", "42P01");
    metrics.expectDecision("refused", "not_allowed");
    metrics.expectRepair("repaired");
    metrics.expectRetry("refused", "predicate");
    metrics.expectAgentError("gate");
    metrics.expectDrift("missing_table", "breaking");

    assertThat(series())
        .contains(
            "schema_medic_failures_total{column=\"other\",kind=\"undefined_table\",relation=\"other\","
                + "sqlstate=\"42P01\"} 0.0",
            "schema_medic_decisions_total{decision=\"refused\",reason=\"not_allowed\"} 0.0",
            "schema_medic_repairs_total{outcome=\"repaired\"} 0.0",
            "schema_medic_retries_total{outcome=\"refused\",reason=\"predicate\"} 0.0",
            "schema_medic_agent_errors_total{where=\"gate\"} 0.0",
            "schema_medic_drift{kind=\"missing_table\",severity=\"breaking\"} NaN");
  }

  @Test
  void exactlyOneModeAndOneBreakerStateIsSet() {
    metrics.mode("repair");
    metrics.breakerState(() -> "open");

    assertThat(series().filter(line -> line.matches("schema_medic_(mode|breaker_state).*1\\.0")))
        .containsExactlyInAnyOrder(
            "schema_medic_mode{mode=\"repair\"} 1.0",
            "schema_medic_breaker_state{state=\"open\"} 1.0");
  }

  @Test
  void unknownDriftIsNotANumber() {
    metrics.drift("missing_table", "breaking", 2);

    metrics.driftUnknown();

    assertThat(series())
        .contains("schema_medic_drift{kind=\"missing_table\",severity=\"breaking\"} NaN");
  }

  @Test
  void failingSupplierIsUnknownAndHarmsNoOtherMeter() {
    metrics.unreconciledRepairs(
        () -> {
          throw new IllegalStateException("no");
        });

    assertThat(series())
        .contains(
            "schema_medic_unreconciled_repairs NaN",
            "schema_medic_build_info{version=\"1.2.3\"} 1.0");
  }

  @Test
  void onlyWellFormedSqlStatesAreShown() {
    Stream.of("42P01", "42p01", "4270", "427033", "'; --", "", null)
        .forEach(sqlState -> metrics.failure("undefined_table", sqlState, null, null));

    assertThat(series().filter(line -> line.startsWith("schema_medic_failures_total")))
        .containsExactlyInAnyOrder(
            "schema_medic_failures_total{column=\"other\",kind=\"undefined_table\",relation=\"other\","
                + "sqlstate=\"42P01\"} 1.0",
            "schema_medic_failures_total{column=\"other\",kind=\"undefined_table\",relation=\"other\","
                + "sqlstate=\"other\"} 6.0");
  }

  @Test
  void manyRandomNamesStayBounded() {
    for (int i = 0; i < 10_000; i++) {
      metrics.failure("undefined_column", sqlState(i), "public.t" + i, "c" + i);
      metrics.failure("undefined_column", "42703", "public.t1", "c" + i);
      metrics.databaseUp("db" + i, true);
      metrics.agentError("where" + i);
    }

    assertThat(values("schema_medic_failures_total", "relation")).hasSize(201).contains("other");
    assertThat(values("schema_medic_failures_total", "column")).hasSizeLessThanOrEqualTo(201);
    assertThat(values("schema_medic_failures_total", "sqlstate")).hasSize(61).contains("other");
    assertThat(values("schema_medic_database_up", "database")).hasSize(51);
    assertThat(values("schema_medic_agent_errors_total", "where")).hasSizeLessThanOrEqualTo(151);
    assertThat(series().count()).isLessThan(1_000);
  }

  @Test
  void relationsOverTheLimitAreCountedAsOther() {
    MedicMetrics few = MedicMetrics.create("1", 1);
    few.failure("undefined_column", "42703", "public.a", "x");
    few.failure("undefined_column", "42703", "public.a", "y");
    few.failure("undefined_column", "42703", "public.b", "x");

    assertThat(series(few).filter(line -> line.startsWith("schema_medic_failures_total")))
        .extracting(line -> line.replaceAll("kind=\"[a-z_]+\",|sqlstate=.*", ""))
        .containsExactlyInAnyOrder(
            "schema_medic_failures_total{column=\"x\",relation=\"public.a\",",
            "schema_medic_failures_total{column=\"other\",relation=\"public.a\",",
            "schema_medic_failures_total{column=\"other\",relation=\"other\",");
    few.close();
  }

  @Test
  void hostileNamesStayInTheirLabel() {
    metrics.failure("undefined_table", "42P01", "public.a\"} 1\nevil_total 9\\", "c\n\"");

    assertThat(series()).noneMatch(line -> line.startsWith("evil"));
    assertThat(series().filter(line -> line.contains("evil")))
        .singleElement()
        .asString()
        .startsWith("schema_medic_failures_total{");
  }

  @Test
  void everyLineIsWellFormedAndEveryFamilyComesOnceWithHelpAndType() {
    everyEventHasItsSeries();

    List<String> lines = metrics.scrape().lines().toList();
    List<String> types = lines.stream().filter(line -> line.startsWith("# TYPE ")).toList();
    List<String> helps = lines.stream().filter(line -> line.startsWith("# HELP ")).toList();

    assertThat(types).extracting(line -> line.split(" ")[2]).doesNotHaveDuplicates();
    assertThat(helps)
        .extracting(line -> line.split(" ")[2])
        .containsExactlyElementsOf(types.stream().map(line -> line.split(" ")[2]).toList());
    assertThat(types)
        .allMatch(line -> line.endsWith(" counter") == line.split(" ")[2].endsWith("_total"));
    // The client ends label lists with a comma, which Prometheus accepts.
    assertThat(lines.stream().filter(line -> !line.startsWith("#")))
        .allMatch(line -> SERIES.matcher(line).matches());
  }

  @Test
  void eventsBeforeTheFirstScrapeAreNotLostHoweverManyThereAre() {
    IntStream.range(0, 5_000).forEach(i -> metrics.decision("refused", "denied"));
    metrics.mode("propose");
    metrics.mode("repair");

    assertThat(series())
        .contains(
            "schema_medic_decisions_total{decision=\"refused\",reason=\"denied\"} 5000.0",
            "schema_medic_mode{mode=\"repair\"} 1.0");
  }

  /** A driver may say anything; a thousand of these must not wait for the first scrape. */
  @Test
  void whatIsNoSqlStateIsNotKept() {
    WeakReference<String> said = failureThatSays("much");

    assertThat(said).satisfies(MedicMetricsTest::isCollected);
    assertThat(series())
        .contains(
            "schema_medic_failures_total{column=\"other\",kind=\"undefined_table\",relation=\"other\","
                + "sqlstate=\"other\"} 1.0");
  }

  private WeakReference<String> failureThatSays(String what) {
    String sqlState = what.repeat(1_000);
    metrics.failure("undefined_table", sqlState, null, null);
    return new WeakReference<>(sqlState);
  }

  private static void isCollected(WeakReference<String> reference) {
    for (int i = 0; i < 20 && reference.get() != null; i++) {
      System.gc();
    }
    assertThat(reference.get()).isNull();
  }

  @Test
  void scrapesWhileEventsArriveLoseNone() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> all =
          IntStream.range(0, 4)
              .<Future<?>>mapToObj(
                  thread ->
                      threads.submit(
                          () -> {
                            for (int i = 0; i < 200; i++) {
                              metrics.decision("refused", "denied");
                            }
                            return metrics.scrape();
                          }))
              .toList();
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      threads.shutdown();
    }

    assertThat(series())
        .contains("schema_medic_decisions_total{decision=\"refused\",reason=\"denied\"} 800.0");
  }

  @Test
  void countsAreExactUnderConcurrency() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> all =
          IntStream.range(0, 8)
              .<Future<?>>mapToObj(
                  thread ->
                      threads.submit(
                          () ->
                              IntStream.range(0, 10_000)
                                  .forEach(
                                      i ->
                                          metrics.failure(
                                              "undefined_table",
                                              "42P01",
                                              "public.t" + i % 50,
                                              null))))
              .toList();
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      threads.shutdown();
    }

    assertThat(series().filter(line -> line.startsWith("schema_medic_failures_total")))
        .hasSize(50)
        .allMatch(line -> line.endsWith(" 1600.0"));
  }

  private Stream<String> series() {
    return series(metrics);
  }

  private static Stream<String> series(MedicMetrics metrics) {
    return metrics
        .scrape()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.replace(",}", "}"));
  }

  private Stream<String> values(String name, String label) {
    Pattern pattern = Pattern.compile("[{,]" + label + "=\"([^\"]*)\"");
    return series()
        .filter(line -> line.startsWith(name + "{"))
        .flatMap(line -> pattern.matcher(line).results().map(result -> result.group(1)))
        .distinct();
  }

  /** A well-formed code for every number. */
  private static String sqlState(int number) {
    return String.format(Locale.ROOT, "%05d", number);
  }

  @Test
  void sampleOfThePatternItselfMatches() {
    Matcher matcher = SERIES.matcher("a_total{x=\"1\",y=\"\\\"\",} 1.0");

    assertThat(matcher.matches()).isTrue();
  }
}

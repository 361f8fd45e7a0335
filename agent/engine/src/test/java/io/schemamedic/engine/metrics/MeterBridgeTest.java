package io.schemamedic.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services with a Micrometer of their own, of several versions. */
class MeterBridgeTest {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final String REFUSED =
      "schema.medic.decisions[decision=refused, reason=not_owner] COUNT";
  private static final String DELAYS = "schema.medic.call.delay[] COUNT";
  private static final String TOTAL_DELAY = "schema.medic.call.delay[] TOTAL_TIME";

  private final List<Throwable> errors = new CopyOnWriteArrayList<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final MedicMetrics metrics = MedicMetrics.create("1.2.3", 200);
  private final MeterBridge bridge = metrics.bridge(errors::add, lines::add, Duration.ofMinutes(1));
  private final Thread thread = new Thread(bridge);

  @AfterEach
  void close() throws InterruptedException {
    bridge.close();
    thread.join();
    metrics.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0.11", "1.5.17", "newest"})
  void metersShowInTheServicesRegistry(String version) throws Exception {
    try (ServiceMicrometer service = micrometer(version)) {
      service.addRegistry();
      begin(service);
      metrics.decision("refused", "not_owner");
      metrics.callDelay(Duration.ofMillis(30));
      metrics.callDelay(Duration.ofMillis(20));
      metrics.killSwitch(() -> true);
      metrics.breakerState(() -> "open");
      metrics.decision("refused", "not_owner");

      Map<String, Double> expected =
          Map.ofEntries(
              entry(REFUSED, 2.0),
              entry(DELAYS, 2.0),
              entry("schema.medic.kill.switch[] VALUE", 1.0),
              entry("schema.medic.breaker.state[state=open] VALUE", 1.0),
              entry("schema.medic.breaker.state[state=closed] VALUE", 0.0),
              entry("schema.medic.build.info[version=1.2.3] VALUE", 1.0));
      Map<String, Double> values =
          valuesOnce(
              service,
              all ->
                  all.entrySet().containsAll(expected.entrySet())
                      && all.getOrDefault(TOTAL_DELAY, 0.0) > 0.04);

      assertThat(values).containsAllEntriesOf(expected);
      assertThat(values.get(TOTAL_DELAY)).isBetween(0.049, 0.051);
      assertThat(errors).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5.17", "newest"})
  void nothingStaysInTheServicesRegistry(String version) throws Exception {
    try (ServiceMicrometer service = micrometer(version)) {
      service.addRegistry();
      begin(service);
      metrics.decision("refused", "not_owner");
      assertThat(valuesOnce(service, all -> is(all, REFUSED, 1))).isNotEmpty();

      bridge.close();
      thread.join();

      assertThat(service.values()).isEmpty();
      assertThat(errors).isEmpty();
    }
  }

  @Test
  void whatHappenedBeforeTheServiceHadItsRegistryIsNotLost() throws Exception {
    try (ServiceMicrometer service = ServiceMicrometer.newest()) {
      begin(service);
      metrics.decision("refused", "not_owner");
      metrics.callDelay(Duration.ofMillis(30));
      service.addRegistry();

      assertThat(valuesOnce(service, all -> is(all, REFUSED, 1) && is(all, DELAYS, 1)))
          .containsEntry(REFUSED, 1.0)
          .containsEntry(DELAYS, 1.0);
      assertThat(lines).singleElement().asString().contains("also in the service's Micrometer");
    }
  }

  @Test
  void serviceWithoutMicrometerGetsOneLine() throws Exception {
    MeterBridge impatient = metrics.bridge(errors::add, lines::add, Duration.ZERO);
    Thread running = new Thread(impatient);
    running.start();
    impatient.isUsed(ClassLoader.getPlatformClassLoader());
    until(() -> !lines.isEmpty());
    impatient.isUsed(new ClassLoader(ClassLoader.getPlatformClassLoader()) {});
    impatient.close();
    running.join();

    assertThat(lines)
        .containsExactly(
            "[schema-medic] metrics.bridge finds no registry of Micrometer in this service");
    assertThat(errors).isEmpty();
  }

  @Test
  void registryThatThrowsHarmsNobody() throws Exception {
    try (ServiceMicrometer service = ServiceMicrometer.newest()) {
      service.filter(
          (proxy, method, arguments) -> {
            throw new IllegalStateException("no");
          });
      service.addRegistry();
      begin(service);
      metrics.decision("refused", "not_owner");
      metrics.callDelay(Duration.ofMillis(30));
      until(() -> !errors.isEmpty());

      assertThat(metrics.scrape())
          .contains(
              "schema_medic_decisions_total{decision=\"refused\",reason=\"not_owner\",} 1.0",
              "schema_medic_call_delay_seconds_count 1.0");
      assertThat(service.values()).isEmpty();
    }
  }

  @Test
  void registryThatHangsHarmsNobody() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (ServiceMicrometer service = ServiceMicrometer.newest()) {
      service.filter(
          (proxy, method, arguments) -> {
            asked.countDown();
            goOn.await();
            throw new IllegalStateException("no");
          });
      service.addRegistry();
      begin(service);
      assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

      for (int i = 0; i < 2 * MeterBridge.MOST_WAITING; i++) {
        metrics.callDelay(Duration.ofMillis(30));
      }

      assertThat(metrics.scrape())
          .contains("schema_medic_call_delay_seconds_count " + 2.0 * MeterBridge.MOST_WAITING);
    } finally {
      goOn.countDown();
    }
  }

  private static ServiceMicrometer micrometer(String version)
      throws ReflectiveOperationException, IOException {
    return version.equals("newest") ? ServiceMicrometer.newest() : ServiceMicrometer.of(version);
  }

  private void begin(ServiceMicrometer service) {
    thread.start();
    bridge.isUsed(service.loader());
  }

  private static boolean is(Map<String, Double> values, String key, double value) {
    return values.getOrDefault(key, Double.NaN) == value;
  }

  private static Map<String, Double> valuesOnce(
      ServiceMicrometer service, Predicate<Map<String, Double>> complete)
      throws ReflectiveOperationException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    Map<String, Double> values = service.values();
    while (!complete.test(values) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      values = service.values();
    }
    return values;
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }
}

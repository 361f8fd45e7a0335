package io.schemamedic.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.FreePort;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.ShippedJar;
import io.schemamedic.dist.load.Eventually;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A Spring Boot service, in its one jar, shows the agent's meters by its own actuator. */
@ExtendWith(TestDatabaseExtension.class)
class BridgeIT {
  private static final Path JAR = Path.of("spring-boot", "target", "shop.jar").toAbsolutePath();
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port = FreePort.find();

  @Test
  void actuatorShowsWhatTheAgentServesUntilItIsDetached(
      TestDatabase database, @TempDir Path directory) throws IOException, InterruptedException {
    database.execute("CREATE TABLE orders (id int)", "CREATE TABLE items (id int)");
    Path script =
        Files.writeString(
            directory.resolve("s.sql"),
            "CREATE TABLE orders (id int, note text); CREATE TABLE items (id int, note text);");
    AgentSetup agent =
        AgentSetup.repairing(
            directory, "file:" + script, "allow=public.orders", "metrics.bridge=true");
    Process service = start(agent, database, directory);
    try {
      awaitActuator();
      assertThat(get("/orders/notes").statusCode()).isEqualTo(200);
      for (int i = 0; i < 3; i++) {
        assertThat(get("/items/notes").statusCode()).isEqualTo(500);
      }
      assertThat(get("/nothing/notes").statusCode()).isEqualTo(500);
      Eventually.is(5L, () -> agent.metric("schema_medic_decisions_total", ""));

      Map<String, Double> served = compared(String.join("\n", agent.metrics()));
      assertThat(Eventually.is(served, this::actuator)).isEqualTo(served);
      assertThat(served)
          .containsEntry("schema_medic_decisions_total{decision=healed, reason=repaired}", 1.0)
          .containsEntry("schema_medic_decisions_total{decision=refused, reason=not_allowed}", 3.0)
          .containsEntry("schema_medic_repair_seconds_count{}", 1.0)
          .containsEntry("schema_medic_call_delay_seconds_count{}", 4.0)
          .containsEntry("schema_medic_time_to_heal_seconds_count{}", 1.0);
      assertThat(agent.metric("schema_medic_agent_errors_total", "")).isZero();

      detach(service.pid());

      assertThat(actuator()).isEmpty();
      assertThat(get("/orders/notes").statusCode()).isEqualTo(200);
    } finally {
      service.destroy();
      service.waitFor();
    }
    assertThat(Files.readAllLines(directory.resolve("err.txt")))
        .filteredOn(line -> line.contains("Micrometer"))
        .containsExactly("[schema-medic] metrics are also in the service's Micrometer");
  }

  private Process start(AgentSetup agent, TestDatabase database, Path directory)
      throws IOException {
    return new ForkedJvm(Jdk.current())
        .javaBuilder(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-javaagent:" + ShippedJar.file() + "=" + agent.properties(),
            "-jar",
            JAR.toString(),
            "--server.address=127.0.0.1",
            "--server.port=" + port,
            "--spring.datasource.url=" + database.url())
        .redirectOutput(directory.resolve("out.txt").toFile())
        .redirectError(directory.resolve("err.txt").toFile())
        .start();
  }

  private static void detach(long pid) {
    assertThat(
            new ForkedJvm(Jdk.current())
                .runJava("-jar", ShippedJar.file().toString(), "detach", Long.toString(pid))
                .exitCode())
        .isZero();
  }

  private void awaitActuator() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() < deadline) {
      try {
        get("/actuator/prometheus");
        return;
      } catch (ConnectException e) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
    throw new IllegalStateException("The service does not start");
  }

  private Map<String, Double> actuator() {
    try {
      return compared(get("/actuator/prometheus").body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
        BodyHandlers.ofString());
  }

  /** Our series by name and sorted labels; without sums and longest times, which are rounded. */
  private static Map<String, Double> compared(String scraped) {
    Map<String, Double> series = new TreeMap<>();
    for (String line : scraped.split("\n")) {
      if (line.matches("schema_medic_.*") && !line.matches("[a-z_]+(_sum|_max)[{ ].*")) {
        String[] parts = line.split("[{}]");
        double value = Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
        series.put(
            (parts.length > 1 ? parts[0] : line.substring(0, line.indexOf(' ')))
                + labels(parts.length > 1 ? parts[1] : ""),
            value);
      }
    }
    return series;
  }

  private static String labels(String text) {
    return Arrays.stream(text.split(","))
        .filter(label -> !label.isEmpty())
        .map(label -> label.replace("\"", ""))
        .sorted()
        .collect(Collectors.joining(", ", "{", "}"));
  }
}

package io.schemamedic.demo.story;

import io.schemamedic.demo.postgres.FreePort;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prometheus beside the show, with the project's rules, scraping the show's agents. */
final class PrometheusProcess implements AutoCloseable {
  private static final int PREFERRED_PORT = 9090;
  private static final Duration STARTUP_WAIT = Duration.ofSeconds(30);
  private static final Duration STOP_WAIT = Duration.ofSeconds(10);

  private final Process process;
  private final URI base;

  private PrometheusProcess(Process process, URI base) {
    this.process = process;
    this.base = base;
  }

  /** The program on PATH; empty if there is none. */
  static Optional<Path> onPath() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(directory -> Path.of(directory, "prometheus"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Writes its configuration: the project's rules, and one job with all these agents.
   *
   * @return the file
   */
  static Path configure(Path directory, Path root, List<AgentSetup> agents) throws IOException {
    String targets =
        agents.stream()
            .map(agent -> "127.0.0.1:" + agent.httpPort())
            .collect(Collectors.joining(", "));
    return Files.writeString(
        directory.resolve("prometheus.yml"),
        """
        global:
          scrape_interval: 5s
          evaluation_interval: 5s
        rule_files:
          - %s
        scrape_configs:
          - job_name: demo
            static_configs:
              - targets: [%s]
        """
            .formatted(root.resolve("dashboards/prometheus/rules/*.yml"), targets));
  }

  /** Starts it; {@link #awaitReady} says when it answers. */
  static PrometheusProcess start(Path program, Path configuration, Path directory)
      throws IOException {
    int port = FreePort.preferably(PREFERRED_PORT);
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + directory.resolve("prometheus"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("prometheus.log").toFile())
            .start();
    return new PrometheusProcess(process, URI.create("http://127.0.0.1:" + port + "/"));
  }

  URI base() {
    return base;
  }

  /**
   * @throws IllegalStateException if it does not answer
   */
  PrometheusProcess awaitReady() throws InterruptedException {
    long deadline = System.nanoTime() + STARTUP_WAIT.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      if (isReady()) {
        return this;
      }
      process.waitFor(100, TimeUnit.MILLISECONDS);
    }
    throw new IllegalStateException("Prometheus does not answer; see prometheus.log");
  }

  private boolean isReady() throws InterruptedException {
    try {
      return HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(base.resolve("-/ready")).build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}

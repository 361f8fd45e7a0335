package io.schemamedic.dist.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.ServiceProcess;
import io.schemamedic.dist.program.JdbcService;
import io.schemamedic.dist.program.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@link JdbcService} in a JVM of its own, told what to do step by step. */
public final class RunningService implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long DECISION_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final Pattern SERVED =
      Pattern.compile("\\[schema-medic] metrics and status page are served .*port=(\\d+)");

  private final ServiceProcess process;
  private final HttpClient http = HttpClient.newHttpClient();
  private boolean begun;

  private RunningService(ServiceProcess process) {
    this.process = process;
  }

  public static RunningService start(ForkedJvm jvm) {
    // Short-lived: the better compiler would only take the other tests' time.
    jvm.with("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    return new RunningService(ServiceProcess.start(jvm, JdbcService.class));
  }

  /** The one that has no agent; ended with this JVM. */
  public static RunningService withoutAgent() {
    return WithoutAgent.SERVICE;
  }

  /**
   * With the agent and an HTTP server of its own, for more scenarios than a process usually
   * repairs.
   */
  public static RunningService withAgent(String arguments) {
    return start(
        new ForkedJvm(Jdk.current())
            .withAgent(arguments + ";http.port=0;repair.max-per-process=1000"));
  }

  private static final class WithoutAgent {
    static final RunningService SERVICE = start(new ForkedJvm(Jdk.current()));

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(SERVICE::close));
    }
  }

  /** What the service saw of it. */
  public String run(Step step) {
    process.send(step.toLine());
    return Step.unescaped(process.line());
  }

  /**
   * Lets it connect if it never has: the agent is there from the first connection on, and with it
   * its metrics.
   */
  void begin(Step connect) {
    if (!begun) {
      run(connect);
      begun = true;
    }
  }

  public long pid() {
    return process.pid();
  }

  /** All lines on stderr until now. */
  public List<String> err() {
    return process.errorLines();
  }

  /** The last line on stderr; empty if there is none. */
  String lastError() {
    List<String> lines = err();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  /** The agent's metrics at this moment. */
  public Metrics metrics() {
    return Metrics.parse(get("/metrics"));
  }

  /**
   * Waits for so many decisions since; no longer than any takes, so that it is the test that says
   * which ones there are.
   */
  void awaitDecisions(Metrics before, int decisions) {
    long deadline = System.nanoTime() + DECISION_NANOS;
    while (metrics().decisionsSince(before).values().stream().mapToInt(Integer::intValue).sum()
            < decisions
        && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  /** Any page of the agent's server. */
  public String get(String path) {
    HttpResponse<String> response = ask(path);
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  /** What the agent's server answers, whatever it is. */
  HttpResponse<String> ask(String path) {
    try {
      URI uri = URI.create("http://127.0.0.1:" + port() + path);
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Where the pages are, as soon as the agent has said it; of several agents the last. */
  public int port() {
    await(() -> err().stream().anyMatch(line -> SERVED.matcher(line).matches()));
    return err().stream()
        .map(SERVED::matcher)
        .filter(Matcher::matches)
        .mapToInt(served -> Integer.parseInt(served.group(1)))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  /** Waits for what happens by itself; fails if it does not. */
  public void await(BooleanSupplier happened) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("It does not happen; stderr: " + err());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  /** Ends the process at once; it is still to be closed. */
  public void end() {
    process.kill();
  }

  /** Ends the service by ending its input. */
  @Override
  public void close() {
    process.close();
  }
}

package io.schemamedic.frameworks;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.ServiceProcess;
import io.schemamedic.dist.scenario.Metrics;
import io.schemamedic.frameworks.program.Service;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A service on a framework in a JVM of its own, told what to do. */
final class RunningService implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final ServiceProcess process;

  private RunningService(ForkedJvm jvm, Framework framework) {
    // Short-lived: the better compiler would only take the other tests' time.
    jvm.with("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    jvm.withOnlyClassPath(framework.classPath());
    process = ServiceProcess.start(jvm, framework.program());
  }

  static RunningService withoutAgent(Framework framework) {
    return new RunningService(
        new ForkedJvm(Jdk.current()).with("-Dslf4j.internal.verbosity=ERROR"), framework);
  }

  static RunningService withAgent(Framework framework, AgentSetup agent) {
    return new RunningService(agent.jvm(), framework);
  }

  /** One unit of work of the service, and the table that may have a gap. */
  record Scene(String name, String table) {}

  /** Lets it connect to a database; answers with what it can do there. */
  List<Scene> open(String url) {
    return ask(Service.OPEN + url).stream()
        .map(line -> line.split(Service.SEPARATOR, 2))
        .map(parts -> new Scene(parts[1], parts[0]))
        .toList();
  }

  /** What it sees when it does its work. */
  List<String> run(Scene scene) {
    return ask(Service.RUN + scene.name());
  }

  void disconnect() {
    ask(Service.CLOSE);
  }

  private List<String> ask(String line) {
    process.send(line);
    return process.linesUntil(Service.END);
  }

  /** The agent's metrics, once it serves any. */
  Metrics metrics(AgentSetup agent) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (process.errorLines().stream().noneMatch(line -> line.contains("page are served"))) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("No metrics are served: " + process.errorLines());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    return Metrics.parse(String.join("\n", agent.metrics()));
  }

  @Override
  public void close() {
    process.close();
  }
}

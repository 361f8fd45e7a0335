package io.schemamedic.dashboards;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.ServiceProcess;
import io.schemamedic.dist.program.DirectedService;
import io.schemamedic.engine.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One process of a service, with the shipped jar; it can be ended and started anew in its place.
 */
final class Service implements AutoCloseable {
  /** Several on a small machine. */
  private static final String[] SMALL = {
    "-Xmx64m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"
  };

  private static final AtomicInteger CALLS = new AtomicInteger();

  private final AgentSetup agent;
  private final TestDatabase database;
  private ServiceProcess process;

  private Service(AgentSetup agent, TestDatabase database) {
    this.agent = agent;
    this.database = database;
    this.process = start();
  }

  /**
   * @param directory that exists, for its files
   * @param declared a script
   * @param settings of the agent, as {@code key=value}
   */
  static Service start(Path directory, TestDatabase database, String declared, String... settings) {
    try {
      Path own = Files.createTempDirectory(directory, "service");
      Path script = Files.writeString(own.resolve("declared.sql"), declared);
      List<String> all = new ArrayList<>(List.of("check.interval=1s", "repair.wait-budget=5s"));
      all.addAll(Arrays.asList(settings));
      AgentSetup agent = AgentSetup.repairing(own, "file:" + script, all.toArray(String[]::new));
      return new Service(agent, database);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ServiceProcess start() {
    ServiceProcess started =
        ServiceProcess.start(
            agent.jvm().with(SMALL),
            DirectedService.class,
            database.url() + "&ApplicationName=service",
            "2");
    started.linesUntil("ready");
    return started;
  }

  /** As Prometheus calls it. */
  String target() {
    return "127.0.0.1:" + agent.httpPort();
  }

  /** {@code ok} or the SQLSTATE. */
  String call(String sql) {
    String id = "call" + CALLS.incrementAndGet();
    process.send("call " + id + " 0 " + sql);
    return process.lineOf(id).split(" ", -1)[1];
  }

  /** Returns when all of them have ended. */
  void callOften(int times, String sql) {
    String id = "many" + CALLS.incrementAndGet();
    process.send("many " + id + " " + times + " " + sql);
    process.lineOf(id);
  }

  /** The old process without a word, the new one on the same port. */
  void restart() {
    process.kill();
    process = start();
  }

  @Override
  public void close() {
    process.kill();
  }
}

package io.schemamedic.demo.story;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The demo app in a JVM of its own, as an operator would start it. */
final class AppProcess implements AutoCloseable {
  /** A small machine that builds at the same time needs most of a minute. */
  private static final Duration STARTUP_WAIT = Duration.ofSeconds(120);

  private static final Duration STOP_WAIT = Duration.ofSeconds(15);
  private static final int TAIL_LINES = 30;

  private final Process process;
  private final Path log;
  private final Backend backend;

  private AppProcess(Process process, Path log, Backend backend) {
    this.process = process;
    this.log = log;
    this.backend = backend;
  }

  /**
   * Starts the JVM; {@link #awaitReady} says when it answers.
   *
   * @param agent null for a start without the agent
   * @param log takes all that the process prints
   * @param arguments further ones for the app
   */
  static AppProcess start(
      StoryOptions options,
      @Nullable AgentSetup agent,
      int port,
      String jdbcUrl,
      Path log,
      String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("-XX:+UseSerialGC");
    // None of these processes lives long enough to gain from the second compiler.
    command.add("-XX:TieredStopAtLevel=1");
    if (agent != null) {
      command.add(agent.javaAgentArgument());
    }
    command.add("-jar");
    command.add(options.appJar().toString());
    command.add("--server.port=" + port);
    command.add("--spring.datasource.url=" + jdbcUrl);
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    return new AppProcess(process, log, Backend.at(URI.create("http://127.0.0.1:" + port)));
  }

  /**
   * Waits until the app answers.
   *
   * @throws IllegalStateException if it ends instead, or takes too long; with the end of its log
   */
  AppProcess awaitReady() throws InterruptedException, IOException {
    long deadline = System.nanoTime() + STARTUP_WAIT.toNanos();
    while (System.nanoTime() < deadline) {
      if (!process.isAlive()) {
        throw new IllegalStateException(
            "the demo app ended with exit code " + process.exitValue() + tail());
      }
      if (answers()) {
        return this;
      }
      process.waitFor(200, TimeUnit.MILLISECONDS);
    }
    throw new IllegalStateException(
        "the demo app did not answer within " + STARTUP_WAIT.toSeconds() + " s" + tail());
  }

  Backend backend() {
    return backend;
  }

  Path log() {
    return log;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the process, first by asking it to. */
  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  private boolean answers() throws InterruptedException {
    try {
      backend.get("/api/v1/health");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private String tail() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return "; the end of its log:\n"
        + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }
}

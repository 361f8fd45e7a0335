package io.schemamedic.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server that serves the application, in a process of its own. */
final class RunningServer implements AutoCloseable {
  private static final long LONGEST_START_NANOS = TimeUnit.SECONDS.toNanos(120);
  private static final long LONGEST_STOP_SECONDS = 40;

  private final Launch launch;
  private final Process process;
  private final Path printed;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();

  private RunningServer(Launch launch, Process process, Path printed) {
    this.launch = launch;
    this.process = process;
    this.printed = printed;
  }

  /** Starts it and waits until the application answers, with its database. */
  static RunningServer start(Server server, Deployment deployment) throws IOException {
    Launch launch = server.prepare(deployment);
    Path printed = deployment.directory().resolve("printed.log");
    ProcessBuilder builder = new ProcessBuilder(launch.command());
    builder.directory(deployment.directory().toFile());
    builder.redirectErrorStream(true).redirectOutput(printed.toFile());
    builder.redirectInput(new File("/dev/null"));
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    builder.environment().put("JAVA_HOME", deployment.jdk().home().toString());
    builder.environment().putAll(launch.environment());
    RunningServer running = new RunningServer(launch, builder.start(), printed);
    try {
      running.awaitApplication();
      return running;
    } catch (RuntimeException e) {
      running.kill();
      throw e;
    }
  }

  private void awaitApplication() {
    long deadline = System.nanoTime() + LONGEST_START_NANOS;
    @Nullable Reply reply = askOrNull("session");
    while (reply == null || reply.status() != 200) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("Does not serve: " + reply + "\n" + log());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      reply = askOrNull("session");
    }
  }

  private @Nullable Reply askOrNull(String path) {
    try {
      return send(path);
    } catch (IOException e) {
      // Nobody listens yet.
      return null;
    }
  }

  /** What the application answers to a request for a path below its root. */
  Reply ask(String path) {
    try {
      return send(path);
    } catch (IOException e) {
      throw new UncheckedIOException("No answer; the log:\n" + log(), e);
    }
  }

  private Reply send(String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(launch.root().resolve(path)).timeout(Duration.ofSeconds(30)).build();
    try {
      var response = client.send(request, BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Of the JVM, which is the process itself or, behind a script, one that it has started. */
  long pid() {
    return process
        .descendants()
        .filter(child -> child.info().command().orElse("").endsWith("/java"))
        .findFirst()
        .map(ProcessHandle::pid)
        .orElse(process.pid());
  }

  /** All that it has printed and logged so far. */
  ServerLog log() {
    List<String> lines = new ArrayList<>(lines(printed));
    for (Path log : launch.logs()) {
      files(log).forEach(file -> lines.addAll(lines(file)));
    }
    return new ServerLog(lines);
  }

  private static List<Path> files(Path log) {
    if (!Files.exists(log)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(log)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Tells it to end, as the system does, and waits for that. */
  @Override
  public void close() {
    ProcessHandle jvm = ProcessHandle.of(pid()).orElse(process.toHandle());
    jvm.destroy();
    try {
      if (!process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
        kill();
        throw new IllegalStateException("Did not end when it was told to:\n" + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

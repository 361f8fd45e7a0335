package io.schemamedic.dist;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A program in a JVM of its own, with which a test talks line by line while it runs. */
public final class ServiceProcess implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 90;

  private final Process process;
  private final Path errors;
  private final BlockingQueue<String> output = new LinkedBlockingQueue<>();
  private final List<String> unclaimed = new ArrayList<>();

  private ServiceProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
  }

  public static ServiceProcess start(ForkedJvm jvm, Class<?> program, String... arguments) {
    try {
      Path errors = Files.createTempFile("schema-medic", ".err");
      Process process = jvm.builder(program, arguments).redirectError(errors.toFile()).start();
      ServiceProcess service = new ServiceProcess(process, errors);
      Thread reader = new Thread(service::readOutput, "output of " + program.getSimpleName());
      reader.setDaemon(true);
      reader.start();
      return service;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readOutput() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        output.add(line);
      }
    } catch (IOException e) {
      output.add("cannot be read: " + e);
    }
  }

  /** The lines up to the given one, without it; fails if it does not come. */
  public List<String> linesUntil(String last) {
    List<String> lines = new ArrayList<>();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      String line = poll(deadline);
      if (line == null) {
        throw new IllegalStateException(
            "No line " + last + " but " + lines + ", and on stderr " + errorLines());
      }
      if (line.equals(last)) {
        return lines;
      }
      lines.add(line);
    }
  }

  /** The next line; fails if none comes. */
  public String line() {
    String line = poll(System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
    if (line == null) {
      throw new IllegalStateException("No line, and on stderr " + errorLines());
    }
    return line;
  }

  /** The next line that begins with the word; those of others are kept for them. */
  public String lineOf(String word) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      for (String line : unclaimed) {
        if (line.startsWith(word + " ")) {
          unclaimed.remove(line);
          return line;
        }
      }
      String line = poll(deadline);
      if (line == null) {
        throw new IllegalStateException("No line of " + word + ", and on stderr " + errorLines());
      }
      unclaimed.add(line);
    }
  }

  private @Nullable String poll(long deadline) {
    try {
      return output.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public long pid() {
    return process.pid();
  }

  public void send(String line) {
    try {
      OutputStream input = process.getOutputStream();
      input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      input.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it has written to stderr so far. */
  public List<String> errorLines() {
    try {
      return Files.readAllLines(errors, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the process as the system does when memory is short: at once, without a word. */
  public void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends its input, and the process if that does not. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new IllegalStateException("Did not end at the end of its input");
      }
      Files.delete(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

package io.schemamedic.dashboards;

import io.schemamedic.dist.DebianPackages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/** Prometheus and Alertmanager with their tools, as Debian packs them. */
final class DebianPrograms {
  private static final long LONGEST_SECONDS = 120;

  private DebianPrograms() {}

  static ProcessBuilder promtool(String... arguments) {
    return packages("prometheus").command("usr/bin/promtool", arguments);
  }

  static ProcessBuilder prometheus(String... arguments) {
    return packages("prometheus").command("usr/bin/prometheus", arguments);
  }

  static ProcessBuilder amtool(String... arguments) {
    return packages("prometheus-alertmanager").command("usr/bin/amtool", arguments);
  }

  /** It reads a template from where it would be installed, so its files are there for its eyes. */
  static ProcessBuilder alertmanager(String... arguments) {
    String name = "prometheus-alertmanager";
    ProcessBuilder builder = packages(name).command("usr/bin/" + name, arguments);
    List<String> command = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c"));
    command.add("mount --bind \"$0\" /usr/share && exec \"$@\"");
    command.add(file(name, "usr/share").toString());
    command.addAll(builder.command());
    return builder.command(command);
  }

  /** A file or directory of a package. */
  static Path file(String name, String path) {
    return packages(name).file(path);
  }

  /** A test without them has proven nothing, so it fails. */
  private static synchronized DebianPackages packages(String name) {
    try {
      return DebianPackages.unpacked(name);
    } catch (TestAbortedException e) {
      throw new IllegalStateException("No " + name, e);
    }
  }

  /**
   * How a program has ended.
   *
   * @param output what it wrote to both of its streams
   */
  record Ended(int exitCode, String output) {}

  /** Waits until it has ended by itself. */
  static Ended run(ProcessBuilder builder) {
    try {
      Process process = builder.redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("Did not end: " + builder.command());
      }
      return new Ended(process.exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

package io.schemamedic.dashboards;

import io.schemamedic.dist.DebianPackages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/** Prometheus and Alertmanager with their tools, as Debian packs them. */
final class DebianPrograms {
  private static final long LONGEST_SECONDS = 300;

  /** With what its pages are drawn with. */
  private static final String[] PROMETHEUS = {
    "prometheus",
    "libjs-bootstrap4",
    "libjs-jquery",
    "libjs-popper.js",
    "fonts-glyphicons-halflings"
  };

  private static final String[] ALERTMANAGER = {"prometheus-alertmanager"};
  private static final String[] CHROMIUM = {"chromium", "chromium-common", "fonts-dejavu-core"};

  private DebianPrograms() {}

  static ProcessBuilder promtool(String... arguments) {
    return packages(PROMETHEUS).command("usr/bin/promtool", arguments);
  }

  static ProcessBuilder prometheus(String... arguments) {
    return packages(PROMETHEUS).command("usr/bin/prometheus", arguments);
  }

  /** Where Prometheus finds its pages, as it is not installed. */
  static Path pagesOfPrometheus() {
    return packages(PROMETHEUS).file("usr/share/prometheus/web");
  }

  static ProcessBuilder amtool(String... arguments) {
    return packages(ALERTMANAGER).command("usr/bin/amtool", arguments);
  }

  /** It reads a template from where it would be installed, so its files are there for its eyes. */
  static ProcessBuilder alertmanager(String... arguments) {
    DebianPackages packages = packages(ALERTMANAGER);
    ProcessBuilder builder = packages.command("usr/bin/prometheus-alertmanager", arguments);
    List<String> command = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c"));
    command.add("mount --bind \"$0\" /usr/share && exec \"$@\"");
    command.add(packages.file("usr/share").toString());
    command.addAll(builder.command());
    return builder.command(command);
  }

  static ProcessBuilder chromium(String... arguments) {
    return packages(CHROMIUM).command("usr/lib/chromium/chromium", arguments);
  }

  /** For Chromium, so that its pictures look alike everywhere. */
  static Path fonts() {
    return packages(CHROMIUM).file("usr/share/fonts");
  }

  /** A test without them has proven nothing, so it fails. */
  private static synchronized DebianPackages packages(String... names) {
    try {
      return DebianPackages.unpacked(names);
    } catch (TestAbortedException e) {
      throw new IllegalStateException("No " + String.join(" ", names), e);
    }
  }

  /**
   * How a program has ended.
   *
   * @param output what it wrote to both of its streams
   */
  record Ended(int exitCode, String output) {}

  /**
   * Waits until it has ended.
   *
   * @throws IllegalStateException if it did not end by itself in time
   */
  static Ended run(ProcessBuilder builder) {
    try {
      Path output = Files.createTempFile("schema-medic", ".out");
      Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      String said = Files.readString(output);
      Files.delete(output);
      if (!ended) {
        throw new IllegalStateException("Did not end: " + builder.command() + said);
      }
      return new Ended(process.exitValue(), said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

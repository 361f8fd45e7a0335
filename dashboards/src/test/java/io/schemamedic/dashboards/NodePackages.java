package io.schemamedic.dashboards;

import io.schemamedic.dashboards.DebianPrograms.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The packages of npm that tests check files with, installed once for each build directory. */
final class NodePackages {
  private static final Path SOURCE = Shipped.file("src/test/typescript");
  private static final Path DIRECTORY = Shipped.file("target/typescript");

  private NodePackages() {}

  /** A directory with the packages and our programs. */
  static synchronized Path directory() {
    try {
      Files.createDirectories(DIRECTORY);
      boolean isInstalled = isSame("package-lock.json");
      for (String name : List.of("package.json", "grafana.ts", "compose.mjs", "kubernetes.mjs")) {
        copy(name);
      }
      if (!isInstalled) {
        install();
      }
      return DIRECTORY;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void install() throws IOException {
    Path wanted = copy("package-lock.json");
    Ended ended =
        inDirectory(
            NodePrograms.npm(
                "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"));
    if (ended.exitCode() != 0) {
      // The next run must not take it for installed.
      Files.delete(wanted);
      throw new IllegalStateException(ended.output());
    }
  }

  private static Path copy(String name) throws IOException {
    return Files.copy(
        SOURCE.resolve(name), DIRECTORY.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean isSame(String name) throws IOException {
    Path copy = DIRECTORY.resolve(name);
    return Files.exists(copy) && Files.mismatch(copy, SOURCE.resolve(name)) == -1;
  }

  /** What {@code tsc} says of sources beside ours. */
  static Ended typeCheck(List<String> sources) {
    List<String> arguments =
        new ArrayList<>(
            List.of("node_modules/typescript/bin/tsc", "--noEmit", "--strict", "--skipLibCheck"));
    arguments.addAll(List.of("--target", "es2022", "--module", "nodenext"));
    arguments.addAll(sources);
    return node(arguments.toArray(String[]::new));
  }

  /** Runs a program in the directory. */
  static Ended node(String... arguments) {
    return inDirectory(NodePrograms.node(arguments));
  }

  private static Ended inDirectory(ProcessBuilder builder) {
    return DebianPrograms.run(builder.directory(DIRECTORY.toFile()));
  }
}

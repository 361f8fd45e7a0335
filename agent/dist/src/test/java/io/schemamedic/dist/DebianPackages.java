package io.schemamedic.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * Programs of Debian packages that need not be installed: downloaded once for each build directory,
 * with the libraries that this machine lacks, and unpacked there. Nothing of the system is changed,
 * and nobody has to be root.
 */
public final class DebianPackages {
  private static final Path DIRECTORY =
      Path.of(System.getProperty("basedir", "."), "target", "debian").toAbsolutePath().normalize();

  private final Path root;

  private DebianPackages(Path root) {
    this.root = root;
  }

  /**
   * The packages, in one directory, and the libraries that they need.
   *
   * @throws TestAbortedException if this is no Debian, or a package cannot be had
   */
  public static DebianPackages unpacked(String... names) {
    Path root = DIRECTORY.resolve(String.join("+", names));
    Path complete = root.resolve("complete");
    try {
      if (!Files.exists(complete)) {
        Files.createDirectories(root);
        unpackWithLibraries(List.of(names), root);
        Files.createFile(complete);
      }
      return new DebianPackages(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file or directory of the packages. */
  public Path file(String name) {
    return root.resolve(name);
  }

  /** A program that can be run as it is. */
  public ProcessBuilder command(String program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(root.resolve(program).toString()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LD_LIBRARY_PATH", libraryPath());
    return builder;
  }

  private String libraryPath() {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> Files.isDirectory(file) && file.toString().contains("/lib"))
          .map(Path::toString)
          .collect(Collectors.joining(":"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void unpackWithLibraries(List<String> names, Path root) throws IOException {
    Apt apt = new Apt(root);
    Deque<String> wanted = new ArrayDeque<>(names);
    Set<String> seen = new HashSet<>();
    while (!wanted.isEmpty()) {
      String next = wanted.remove();
      if (seen.add(next)) {
        Path file = download(next, apt, root);
        must(Command.run(root, List.of("dpkg-deb", "-x", file.toString(), root.toString())), next);
        missingLibraries(file, root).forEach(wanted::add);
      }
    }
  }

  private static Path download(String name, Apt apt, Path directory) throws IOException {
    if (!apt.download(name).well()) {
      // As on a machine that never asked what there is.
      must(apt.update(), "the list of packages");
      must(apt.download(name), name);
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().matches(name + "_.*\\.deb"))
          .findFirst()
          .orElseThrow(() -> new TestAbortedException("Not downloaded: " + name));
    }
  }

  /** What the package says it needs; whatever is no library is for installing it. */
  private static List<String> missingLibraries(Path file, Path root) throws IOException {
    Command depends = Command.run(root, List.of("dpkg-deb", "-f", file.toString(), "Depends"));
    must(depends, file.toString());
    List<String> missing = new ArrayList<>();
    for (String dependency : depends.output().trim().split(",\\s*")) {
      String name = dependency.split("[ |:(]", 2)[0];
      if (name.startsWith("lib")
          && !name.startsWith("libjs-")
          && !Command.run(root, List.of("dpkg-query", "-W", "-f", "${Status}", name))
              .output()
              .endsWith(" installed")) {
        missing.add(name);
      }
    }
    return missing;
  }

  private static void must(Command command, String what) {
    if (!command.well()) {
      throw new TestAbortedException("Cannot have " + what + ": " + command.output());
    }
  }
}

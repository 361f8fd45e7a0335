package io.schemamedic.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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

  private static final long LONGEST_COMMAND_MINUTES = 5;

  private final Path root;

  private DebianPackages(Path root) {
    this.root = root;
  }

  /** What a command has written, and whether it ended well. */
  private record Ended(boolean well, String output) {}

  /**
   * The package and the libraries that it needs.
   *
   * @throws TestAbortedException if this is no Debian, or the package cannot be had
   */
  public static DebianPackages unpacked(String name) {
    Path root = DIRECTORY.resolve(name);
    Path complete = root.resolve("complete");
    try {
      if (!Files.exists(complete)) {
        Files.createDirectories(root);
        unpackWithLibraries(name, root);
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

  private static void unpackWithLibraries(String name, Path root) throws IOException {
    Deque<String> wanted = new ArrayDeque<>(List.of(name));
    Set<String> seen = new HashSet<>();
    while (!wanted.isEmpty()) {
      String next = wanted.remove();
      if (seen.add(next)) {
        Path file = download(next, root);
        must(run(root, List.of("dpkg-deb", "-x", file.toString(), root.toString())), next);
        missingLibraries(file, root).forEach(wanted::add);
      }
    }
  }

  private static Path download(String name, Path directory) throws IOException {
    if (!apt(directory, "download", name).well()) {
      // As on a machine that never asked what there is.
      must(apt(directory, "update"), "the list of packages");
      must(apt(directory, "download", name), name);
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().matches(name + "_.*\\.deb"))
          .findFirst()
          .orElseThrow(() -> new TestAbortedException("Not downloaded: " + name));
    }
  }

  private static Ended apt(Path directory, String... arguments) throws IOException {
    Path own = Files.createDirectories(directory.resolve("apt"));
    Path lists = own.resolve("lists");
    Files.createDirectories(lists.resolve("partial"));
    Files.createDirectories(own.resolve("cache/archives/partial"));
    boolean ownLists = arguments[0].equals("update") || isFilled(lists);
    List<String> command = new ArrayList<>(List.of("apt-get", "-q"));
    command.addAll(List.of("-o", "Dir::Cache=" + own.resolve("cache")));
    if (ownLists) {
      command.addAll(List.of("-o", "Dir::State::lists=" + lists));
    }
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("-o", "APT::Sandbox::User=root"));
    }
    command.addAll(Arrays.asList(arguments));
    return run(directory, command);
  }

  private static boolean isFilled(Path lists) throws IOException {
    try (Stream<Path> files = Files.list(lists)) {
      return files.anyMatch(Files::isRegularFile);
    }
  }

  /** What the package says it needs; whatever is no library is for installing it. */
  private static List<String> missingLibraries(Path file, Path root) throws IOException {
    Ended depends = run(root, List.of("dpkg-deb", "-f", file.toString(), "Depends"));
    must(depends, file.toString());
    List<String> missing = new ArrayList<>();
    for (String dependency : depends.output().trim().split(",\\s*")) {
      String name = dependency.split("[ |:(]", 2)[0];
      if (name.startsWith("lib")
          && !run(root, List.of("dpkg-query", "-W", "-f", "${Status}", name))
              .output()
              .endsWith(" installed")) {
        missing.add(name);
      }
    }
    return missing;
  }

  private static void must(Ended ended, String what) {
    if (!ended.well()) {
      throw new TestAbortedException("Cannot have " + what + ": " + ended.output());
    }
  }

  private static Ended run(Path directory, List<String> command) {
    try {
      Path output = Files.createTempFile("schema-medic", ".out");
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(LONGEST_COMMAND_MINUTES, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      String written = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      return new Ended(ended && process.exitValue() == 0, written);
    } catch (IOException e) {
      return new Ended(false, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

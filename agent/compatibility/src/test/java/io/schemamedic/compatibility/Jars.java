package io.schemamedic.compatibility;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the build has copied: a directory of jars for each driver and each pool. */
final class Jars {
  private Jars() {}

  /** Versions of pgjdbc. */
  static List<String> drivers() {
    return children(root().resolve("drivers")).stream()
        .map(driver -> driver.getFileName().toString())
        .toList();
  }

  static List<Path> ofDriver(String version) {
    return children(root().resolve("drivers").resolve(version));
  }

  /** What a pool logs shows on stderr. */
  static List<Path> ofLogging() {
    return children(root().resolve("logging"));
  }

  /**
   * Named for artifact and version.
   *
   * @throws IllegalStateException unless exactly one begins like this; an older build's are still
   *     there until they are cleaned away
   */
  static Path pool(String beginning) {
    List<Path> found =
        children(root().resolve("pools")).stream()
            .filter(pool -> pool.getFileName().toString().startsWith(beginning))
            .toList();
    if (found.size() != 1) {
      throw new IllegalStateException("Not one for " + beginning + ": " + found);
    }
    return found.get(0);
  }

  static List<Path> children(Path directory) {
    try (Stream<Path> children = Files.list(directory)) {
      return children.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    return Path.of(
        requireNonNull(System.getProperty("compatibility.jars"), "to be run by the build"));
  }
}

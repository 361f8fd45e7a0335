package io.schemamedic.servers;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;

/** What the build has downloaded, and unpacked where it is an archive. */
final class Downloads {
  private static final Path DIRECTORY =
      Path.of(requireNonNull(System.getProperty("servers.downloads"), "to be run by the build"));

  private Downloads() {}

  /**
   * A file or directory by the name that the build has given it.
   *
   * @throws IllegalStateException if it is not there, as in a build without the profile {@code
   *     long}
   */
  static Path named(String name) {
    Path download = DIRECTORY.resolve(name);
    if (!Files.exists(download)) {
      throw new IllegalStateException("This build has not downloaded " + download);
    }
    return download;
  }

  /** The jar of pgjdbc in that version. */
  static Path driver(String version) {
    return named("postgresql-" + version + ".jar");
  }
}

package io.schemamedic.demo.story;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A temporary directory for everything that the story writes; gone after it, unless the logs are to
 * be kept. Thread-safe.
 */
final class Workspace implements AutoCloseable {
  private final Path directory;
  private volatile boolean keepLogs;

  private Workspace(Path directory) {
    this.directory = directory;
  }

  static Workspace create() throws IOException {
    Workspace workspace = new Workspace(Files.createTempDirectory("schema-medic-story"));
    Files.createDirectories(workspace.logs());
    return workspace;
  }

  /** For PostgreSQL's data. */
  Path postgres() {
    return directory.resolve("postgres");
  }

  /** For the logs of the app and the records of the agent. */
  Path logs() {
    return directory.resolve("logs");
  }

  /** Something failed: leave the logs for whoever wants to know why. */
  void keepLogs() {
    keepLogs = true;
  }

  @Override
  public void close() throws IOException {
    if (keepLogs) {
      return;
    }
    List<Path> files;
    try (Stream<Path> tree = Files.walk(directory)) {
      files = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}

package io.schemamedic.dashboards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Files of this directory and of the project, by their paths from here. */
final class Shipped {
  private static final Path BASE =
      Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();

  private Shipped() {}

  static Path file(String name) {
    return BASE.resolve(name).normalize();
  }

  static Node read(String name) {
    return Node.of(file(name));
  }

  static String text(String name) {
    try {
      return Files.readString(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files of a directory, by their names. */
  static List<Path> filesIn(String directory) {
    try (Stream<Path> files = Files.list(file(directory))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The rules of all groups of all files of rules that have this key: {@code alert} or {@code
   * record}.
   */
  static List<Node> rules(String key) {
    List<Node> rules = new ArrayList<>();
    for (Path file : filesIn("prometheus/rules")) {
      for (Node group : Node.of(file).list("groups")) {
        group.list("rules").stream().filter(rule -> rule.find(key).isPresent()).forEach(rules::add);
      }
    }
    return rules;
  }
}

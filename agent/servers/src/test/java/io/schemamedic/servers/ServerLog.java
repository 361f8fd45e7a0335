package io.schemamedic.servers;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a server has printed and logged. */
record ServerLog(List<String> lines) {
  private static final String AGENT = "[schema-medic]";

  /** Levels of the usual loggers, and whatever was thrown. */
  private static final Predicate<String> ERROR =
      Pattern.compile("\\b(SEVERE|ERROR|FATAL)\\b|Exception\\b|Error\\b").asPredicate();

  /** WildFly logs what is printed on stderr, the JVM's warning of an attached agent included. */
  private static final String LOGGED_STDERR = "ERROR [stderr]";

  ServerLog {
    lines = List.copyOf(lines);
  }

  /** Lines about errors that the other log does not have, but for times and other numbers. */
  List<String> errorsNotIn(ServerLog other) {
    Set<String> known =
        other.lines().stream().map(ServerLog::withoutNumbers).collect(Collectors.toSet());
    return lines.stream()
        .filter(line -> !line.contains(AGENT))
        .filter(line -> ERROR.test(line.replace(LOGGED_STDERR, "")))
        .filter(line -> !known.contains(withoutNumbers(line)))
        .toList();
  }

  List<String> ofTheAgent() {
    return lines.stream().filter(line -> line.contains(AGENT)).toList();
  }

  private static String withoutNumbers(String line) {
    return line.replaceAll("[0-9]+", "0");
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}

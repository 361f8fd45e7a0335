package io.schemamedic.frameworks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The page that tells people what to expect: a heading for each framework, with one table. */
final class Documentation {
  private static final Path PAGE = Path.of("..", "docs", "frameworks.md");
  private static final String HEADING = "## ";

  private Documentation() {}

  /** The rows below a heading, as they are written. */
  static List<String> rows(String heading) throws IOException {
    List<String> rows = new ArrayList<>();
    String current = "";
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith(HEADING)) {
        current = line.substring(HEADING.length());
      } else if (line.startsWith("| ") && current.equals(heading)) {
        rows.add(line);
      }
    }
    // The first one names the columns.
    return rows.isEmpty() ? rows : rows.subList(1, rows.size());
  }
}

package io.schemamedic.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The page for operators, of which one table is written by the tests. */
final class CompatibilityPage {
  private static final Path PAGE = Path.of("..", "docs", "compatibility.md");
  private static final String BEGIN = "<!-- servers: written by the tests -->";
  private static final String END = "<!-- end of servers -->";
  private static final List<String> HEAD =
      List.of("| server or runtime | Java | pgjdbc | attached | healed |", "|---|---|---|---|---|");

  private CompatibilityPage() {}

  /** The rows of the table, without its head. */
  static List<String> rows() throws IOException {
    List<String> page = Files.readAllLines(PAGE);
    return page.subList(page.indexOf(BEGIN) + 1 + HEAD.size(), page.indexOf(END));
  }

  /** Puts these in their place. */
  static void write(List<String> rows) throws IOException {
    List<String> page = Files.readAllLines(PAGE);
    List<String> written = new ArrayList<>(page.subList(0, page.indexOf(BEGIN) + 1));
    written.addAll(HEAD);
    written.addAll(rows);
    written.addAll(page.subList(page.indexOf(END), page.size()));
    Files.write(PAGE, written);
  }
}

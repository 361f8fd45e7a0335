package io.schemamedic.engine.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the documentation, as far as tests ask for it. */
public final class MarkdownPage {
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE_ROW = Pattern.compile("(?m)^\\| *`([a-z_]+)` *\\|(.*)\\|$");

  private final Path file;
  private final String text;

  private MarkdownPage(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  public static MarkdownPage read(Path file) throws IOException {
    return new MarkdownPage(file, Files.readString(file));
  }

  /** The text below each heading, down to the next heading of whatever level. */
  public Map<String, String> sections() {
    Map<String, String> sections = new LinkedHashMap<>();
    Matcher heading = HEADING.matcher(text);
    String title = "";
    int from = 0;
    while (heading.find()) {
      sections.put(title, text.substring(from, heading.start()));
      title = heading.group(1);
      from = heading.end();
    }
    sections.put(title, text.substring(from));
    return sections;
  }

  /** The anchors that a reader of the page gets for its headings. */
  public List<String> anchors() {
    List<String> anchors = new ArrayList<>();
    Matcher heading = HEADING.matcher(text);
    while (heading.find()) {
      String letters = heading.group(1).replaceAll("[^\\p{L}\\p{N} _-]", "");
      anchors.add(letters.replace(' ', '-').toLowerCase(Locale.ROOT));
    }
    return anchors;
  }

  /** The cells behind the code of each table row that begins with one, by code. */
  public Map<String, List<String>> codeRows() {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    Matcher row = CODE_ROW.matcher(text);
    while (row.find()) {
      List<String> cells = new ArrayList<>();
      for (String cell : row.group(2).split("\\|", -1)) {
        cells.add(cell.trim());
      }
      if (rows.put(row.group(1), cells) != null) {
        throw new IllegalStateException("two rows for " + row.group(1));
      }
    }
    return rows;
  }

  /** Links to places inside of the repository that are not there: no such file, or no heading. */
  public List<String> deadLinks() throws IOException {
    List<String> dead = new ArrayList<>();
    Matcher link = LINK.matcher(text);
    while (link.find()) {
      String target = link.group(1);
      if (!target.contains("://") && !leadsSomewhere(target)) {
        dead.add(target);
      }
    }
    return dead;
  }

  private boolean leadsSomewhere(String target) throws IOException {
    int hash = target.indexOf('#');
    String path = hash < 0 ? target : target.substring(0, hash);
    Path linked = path.isEmpty() ? file : file.resolveSibling(path);
    return Files.exists(linked)
        && (hash < 0 || read(linked).anchors().contains(target.substring(hash + 1)));
  }
}

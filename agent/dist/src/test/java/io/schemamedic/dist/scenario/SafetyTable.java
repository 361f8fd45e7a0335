package io.schemamedic.dist.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** The table of cases in {@code src/test/resources/safety}; its README says how to write one. */
final class SafetyTable {
  private final List<Chapter> chapters;
  private final Map<Integer, String> hazardsElsewhere;
  private final Map<String, String> reasonsElsewhere;

  private SafetyTable(
      List<Chapter> chapters,
      Map<Integer, String> hazardsElsewhere,
      Map<String, String> reasonsElsewhere) {
    this.chapters = chapters;
    this.hazardsElsewhere = hazardsElsewhere;
    this.reasonsElsewhere = reasonsElsewhere;
  }

  /**
   * Cases of one service.
   *
   * @param settings of the agent, without the declared schema
   */
  record Chapter(
      String title, Map<String, String> settings, String declared, List<SafetyCase> cases) {

    static Chapter read(String file, Object content) {
      TableEntry entry = new TableEntry(file, content);
      String title = entry.text("chapter");
      Map<String, String> settings = texts(file + ", settings", entry.take("settings"));
      String declared = entry.text("declared");
      List<SafetyCase> cases = new ArrayList<>();
      entry.list("cases").forEach(one -> cases.add(SafetyCase.read(file, one)));
      entry.end();
      return new Chapter(title, settings, declared, cases);
    }

    @Override
    public String toString() {
      return title;
    }
  }

  static SafetyTable read() {
    List<Chapter> chapters = new ArrayList<>();
    Map<Integer, String> hazards = new LinkedHashMap<>();
    Map<String, String> reasons = new LinkedHashMap<>();
    for (Path file : files()) {
      String name = file.getFileName().toString();
      Object content = parse(file);
      if (name.equals("elsewhere.yaml")) {
        TableEntry entry = new TableEntry(name, content);
        texts(name, entry.take("hazards"))
            .forEach((hazard, why) -> hazards.put(Integer.valueOf(hazard), why));
        reasons.putAll(texts(name, entry.take("reasons")));
        entry.end();
      } else {
        chapters.add(Chapter.read(name, content));
      }
    }
    return new SafetyTable(chapters, hazards, reasons);
  }

  List<Chapter> chapters() {
    return chapters;
  }

  List<SafetyCase> cases() {
    return chapters.stream().flatMap(chapter -> chapter.cases().stream()).toList();
  }

  /** Row of the table of hazards that cannot be a case, to why. */
  Map<Integer, String> hazardsElsewhere() {
    return hazardsElsewhere;
  }

  /** Code of a reason that needs more than a case can have, to the test that leads to it. */
  Map<String, String> reasonsElsewhere() {
    return reasonsElsewhere;
  }

  private static Map<String, String> texts(String place, @Nullable Object content) {
    TableEntry entry = new TableEntry(place, content);
    Map<String, String> texts = new LinkedHashMap<>();
    entry.content().keySet().forEach(key -> texts.put(key, entry.text(key)));
    return texts;
  }

  private static List<Path> files() {
    try (Stream<Path> files =
        Files.list(Path.of(SafetyTable.class.getResource("/safety").toURI()))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object parse(Path file) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    DumperOptions unused = new DumperOptions();
    Yaml yaml =
        new Yaml(
            new SafeConstructor(options),
            new Representer(unused),
            unused,
            options,
            new EverythingIsText());
    try {
      return yaml.load(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** So that off, 1 and null are what is written there. */
  private static final class EverythingIsText extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      // None: nothing is implied by how a value looks.
    }
  }
}

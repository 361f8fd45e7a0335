package io.schemamedic.dist.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of the table of cases. It may have sections that say what is different on some releases
 * of the server or in simple query mode.
 */
final class SafetyCase {
  private static final Pattern SECTION =
      Pattern.compile("(?:(before|from) (\\d+))?( ?in simple mode)?");

  private static final String LEFT_OUT = "left out";

  private final String place;
  private final String name;
  private final Set<Integer> hazards;
  private final Map<String, Object> usual = new LinkedHashMap<>();
  private final Map<String, TableEntry> sections = new LinkedHashMap<>();

  private SafetyCase(String place, String name, Set<Integer> hazards) {
    this.place = place;
    this.name = name;
    this.hazards = hazards;
  }

  /**
   * @throws IllegalArgumentException if anything in it is not understood, in any of its sections
   */
  static SafetyCase read(String file, Object content) {
    TableEntry entry = new TableEntry(file, content);
    String name = entry.text("case");
    Set<Integer> hazards = new TreeSet<>();
    entry.texts("hazards").forEach(hazard -> hazards.add(Integer.valueOf(hazard)));
    SafetyCase read = new SafetyCase(file + ", case \"" + name + "\"", name, hazards);
    entry
        .content()
        .forEach(
            (key, value) -> {
              if (SECTION.matcher(key).matches()) {
                read.sections.put(key, new TableEntry(read.place + ", " + key, value));
              } else {
                read.usual.put(key, value);
              }
            });
    read.everywhere();
    return read;
  }

  String name() {
    return name;
  }

  /** Rows of the table of hazards that it stands for. */
  Set<Integer> hazards() {
    return hazards;
  }

  /** Codes of all reasons that it leads to anywhere. */
  Set<String> reasons() {
    Set<String> reasons = new TreeSet<>();
    for (Scenario scenario : everywhere()) {
      scenario.decisions().keySet().forEach(decision -> reasons.add(decision.split("/")[1]));
    }
    return reasons;
  }

  /** Why it is left out there; empty if it is not. */
  String leftOut(int release, boolean simple) {
    Object why = content(release, simple).get(LEFT_OUT);
    return why == null ? "" : why.toString();
  }

  /** What happens there. */
  Scenario scenario(int release, boolean simple) {
    return scenario(content(release, simple));
  }

  private List<Scenario> everywhere() {
    List<Scenario> all = new ArrayList<>(List.of(scenario(usual)));
    for (TableEntry section : sections.values()) {
      all.add(scenario(with(usual, section)));
    }
    return all;
  }

  private Map<String, Object> content(int release, boolean simple) {
    Map<String, Object> content = usual;
    for (Map.Entry<String, TableEntry> section : sections.entrySet()) {
      if (applies(section.getKey(), release, simple)) {
        content = with(content, section.getValue());
      }
    }
    return content;
  }

  private static boolean applies(String section, int release, boolean simple) {
    Matcher matcher = SECTION.matcher(section);
    if (!matcher.matches()) {
      throw new IllegalStateException(section);
    }
    boolean rightMode = matcher.group(3) == null || simple;
    if (matcher.group(1) == null) {
      return rightMode;
    }
    boolean before = release < Integer.parseInt(matcher.group(2));
    return rightMode && before == matcher.group(1).equals("before");
  }

  private static Map<String, Object> with(Map<String, Object> content, TableEntry section) {
    Map<String, Object> changed = new LinkedHashMap<>(content);
    changed.putAll(section.content());
    return changed;
  }

  private Scenario scenario(Map<String, Object> content) {
    TableEntry entry = new TableEntry(place, content);
    entry.take(LEFT_OUT);
    Scenario scenario = Scenario.of(name).as(entry.text("role", Roles.OWNER));
    scenario.given(entry.texts("given").toArray(String[]::new));
    scenario.givenBySuperuser(entry.texts("given by superuser").toArray(String[]::new));
    for (Object step : entry.list("steps")) {
      SafetyStep.add(place, step, scenario);
    }
    for (String decision : entry.texts("decides")) {
      String[] words = decision.split(" ");
      scenario.decides(words[0], words[1]);
    }
    switch (entry.text("agent", "looks")) {
      case "looks" -> {}
      case "asks nothing" -> scenario.asksNothing();
      case "tries DDL" -> scenario.triesDdl();
      default -> throw entry.wrong("has an unknown word for what the agent does");
    }
    entry.end();
    return scenario;
  }

  @Override
  public String toString() {
    return place;
  }
}

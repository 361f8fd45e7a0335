package io.schemamedic.dist.scenario;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The agent's metrics at one moment: series, as exposed, to value. */
public record Metrics(SortedMap<String, Double> values) {
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  public static Metrics parse(String exposition) {
    SortedMap<String, Double> values = new TreeMap<>();
    for (String line : exposition.split("\n")) {
      if (!line.startsWith("#") && !line.isBlank()) {
        int space = line.lastIndexOf(' ');
        values.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
      }
    }
    return new Metrics(values);
  }

  /** How much each counter of that name has grown since, by {@code value/value} of two labels. */
  public SortedMap<String, Integer> grown(Metrics before, String name, String... labels) {
    SortedMap<String, Integer> grown = new TreeMap<>();
    for (Map.Entry<String, Double> entry : values.entrySet()) {
      double since = entry.getValue() - before.values.getOrDefault(entry.getKey(), 0.0);
      if (entry.getKey().startsWith(name + "{") && since != 0) {
        grown.merge(key(entry.getKey(), labels), (int) since, Integer::sum);
      }
    }
    return grown;
  }

  private static String key(String series, String... labels) {
    Map<String, String> found = new TreeMap<>();
    Matcher matcher = LABEL.matcher(series);
    while (matcher.find()) {
      found.put(matcher.group(1), matcher.group(2));
    }
    StringBuilder key = new StringBuilder();
    for (String label : labels) {
      key.append(key.isEmpty() ? "" : "/").append(found.get(label));
    }
    return key.toString();
  }

  /** The value of the series with these labels, as exposed without a comma at the end. */
  double value(String name, String labels) {
    return values.getOrDefault(name + "{" + labels + ",}", Double.NaN);
  }

  /** As {@code decision/reason}. */
  public SortedMap<String, Integer> decisionsSince(Metrics before) {
    return grown(before, "schema_medic_decisions_total", "decision", "reason");
  }

  /** By {@code where}. */
  public SortedMap<String, Integer> agentErrorsSince(Metrics before) {
    return grown(before, "schema_medic_agent_errors_total", "where");
  }
}

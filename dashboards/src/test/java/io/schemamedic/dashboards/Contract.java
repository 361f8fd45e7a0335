package io.schemamedic.dashboards;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an expression may ask for: the meters of the reference, and what the rules record. */
final class Contract {
  private static final Pattern ROW =
      Pattern.compile("^\\| `(schema_medic_\\w+)` \\| (\\w+) \\|([^|]*)\\|", Pattern.MULTILINE);
  private static final Pattern SELECTOR =
      Pattern.compile("((?:\\w+:)?schema_medic_\\w+(?::\\w+)?)(\\{[^}]*})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!=|!~|=)\\s*\"");

  private final Map<String, Set<String>> labels = new HashMap<>();

  private Contract() {}

  static Contract documented() {
    Contract contract = new Contract();
    Matcher row = ROW.matcher(Shipped.text("../agent/docs/metrics.md"));
    while (row.find()) {
      contract.add(row.group(1), row.group(2), row.group(3));
    }
    for (Node rule : Shipped.rules("record")) {
      contract.labels.put(rule.text("record"), labelsOf(rule.text("record")));
    }
    return contract;
  }

  private void add(String name, String type, String cell) {
    Set<String> own = new TreeSet<>(Set.of("job", "instance"));
    Matcher label = Pattern.compile("`(\\w+)`").matcher(cell);
    while (label.find()) {
      own.add(label.group(1));
    }
    if (type.equals("histogram")) {
      Set<String> ofBuckets = new TreeSet<>(own);
      ofBuckets.add("le");
      labels.put(name + "_bucket", ofBuckets);
      labels.put(name + "_max", own);
    } else {
      labels.put(name, own);
    }
  }

  /** The name of a recorded series begins with the labels that it has. */
  private static Set<String> labelsOf(String recorded) {
    String level = recorded.substring(0, recorded.indexOf(':'));
    Set<String> labels = new TreeSet<>(Set.of(level.split("_")));
    labels.add("job");
    return labels;
  }

  /** Names of series in the expression, and labels that are asked for, that nobody has. */
  Set<String> strangersIn(String expression) {
    Set<String> strangers = new TreeSet<>();
    Matcher selector = SELECTOR.matcher(expression);
    while (selector.find()) {
      Set<String> known = labels.get(selector.group(1));
      if (known == null) {
        strangers.add(selector.group(1));
      } else if (selector.group(2) != null) {
        Matcher matcher = MATCHER.matcher(selector.group(2));
        while (matcher.find()) {
          if (!known.contains(matcher.group(1))) {
            strangers.add(selector.group(1) + "." + matcher.group(1));
          }
        }
      }
    }
    return strangers;
  }

  /** All meters of the reference that an expression could ask for. */
  Set<String> meters() {
    Set<String> meters = new TreeSet<>(labels.keySet());
    meters.removeIf(name -> name.contains(":") || name.endsWith("_max"));
    return meters;
  }
}

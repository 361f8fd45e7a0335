package io.schemamedic.engine.source.liquibase;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The properties that a change log sets. What it does not set stays as it is. Not thread-safe. */
final class ChangeLogProperties {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^${}]+)}");

  /** A value may hold the names of others, but not for ever. */
  private static final int DEEPEST = 10;

  private final Map<String, String> values = new HashMap<>();

  /** The first value of a name counts. */
  void set(String name, String value) {
    values.putIfAbsent(name, value);
  }

  String resolve(String text) {
    String resolved = text;
    for (int i = 0; i < DEEPEST && resolved.contains("${"); i++) {
      Matcher matcher = PLACEHOLDER.matcher(resolved);
      StringBuffer next = new StringBuffer();
      while (matcher.find()) {
        String value = values.get(matcher.group(1).trim());
        matcher.appendReplacement(
            next, Matcher.quoteReplacement(value == null ? matcher.group() : value));
      }
      matcher.appendTail(next);
      if (next.toString().equals(resolved)) {
        break;
      }
      resolved = next.toString();
    }
    return resolved;
  }

  /** The same tree with all names replaced by their values. */
  ChangeNode resolve(ChangeNode node) {
    ChangeNode resolved = new ChangeNode(node.name());
    node.attributes().forEach((name, value) -> resolved.put(name, resolve(value)));
    node.children().forEach(child -> resolved.add(resolve(child)));
    resolved.text(resolve(node.text()));
    return resolved;
  }
}

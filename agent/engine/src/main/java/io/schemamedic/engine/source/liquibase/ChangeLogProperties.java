package io.schemamedic.engine.source.liquibase;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The properties that a change log sets. What it does not set stays as it is. Not thread-safe. */
final class ChangeLogProperties {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^${}]+)}");

  /** A value may hold the names of others, but not for ever. */
  private static final int DEEPEST = 10;

  /** No statement is longer; values that name each other may grow without end. In characters. */
  private static final int LONGEST = 10_000_000;

  private final Map<String, String> values = new HashMap<>();
  private final Set<String> unknown = new HashSet<>();

  /** The first value of a name counts. */
  void set(String name, String value) {
    if (!unknown.contains(name)) {
      values.putIfAbsent(name, value);
    }
  }

  /** It may have got a value under a condition; then no later one counts. */
  void maybeSet(String name) {
    if (!values.containsKey(name)) {
      unknown.add(name);
    }
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
        if (next.length() > LONGEST) {
          return text;
        }
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

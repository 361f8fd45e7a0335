package io.schemamedic.engine.source.liquibase;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An element of a change log, whichever notation it is written in. Filled by its parser only. */
final class ChangeNode {
  private final String name;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<ChangeNode> children = new ArrayList<>();
  private String text = "";

  ChangeNode(String name) {
    this.name = name;
  }

  void put(String attribute, String value) {
    attributes.put(attribute, value);
  }

  void add(ChangeNode child) {
    children.add(child);
  }

  void text(String content) {
    text = content;
  }

  String name() {
    return name;
  }

  boolean is(String other) {
    return name.equals(other);
  }

  /** Null if it has none of that name, or an empty one. */
  @Nullable String get(String attribute) {
    String value = attributes.get(attribute);
    return value == null || value.isEmpty() ? null : value;
  }

  /** The first of these that it has. */
  @Nullable String firstOf(String... names) {
    for (String each : names) {
      String value = get(each);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  boolean isTrue(String attribute) {
    return "true".equalsIgnoreCase(get(attribute));
  }

  boolean isFalse(String attribute) {
    return "false".equalsIgnoreCase(get(attribute));
  }

  Map<String, String> attributes() {
    return Collections.unmodifiableMap(attributes);
  }

  List<ChangeNode> children() {
    return Collections.unmodifiableList(children);
  }

  List<ChangeNode> children(String childName) {
    List<ChangeNode> found = new ArrayList<>();
    for (ChangeNode child : children) {
      if (child.is(childName)) {
        found.add(child);
      }
    }
    return found;
  }

  @Nullable ChangeNode child(String childName) {
    List<ChangeNode> found = children(childName);
    return found.isEmpty() ? null : found.get(0);
  }

  /** What stands between its tags, or under the key of the text in YAML. */
  String text() {
    return text;
  }
}

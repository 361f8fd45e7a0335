package io.schemamedic.dashboards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** A value in a YAML or JSON text; asking for what is not there fails, and says where. */
final class Node {
  private final Object value;
  private final String where;

  private Node(Object value, String where) {
    this.value = value;
    this.where = where;
  }

  static Node of(Path file) {
    try {
      return of(Files.readString(file), file.getFileName().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** JSON is YAML as well. */
  static Node of(String text, String where) {
    return new Node(new Yaml().load(text), where);
  }

  Node at(String key) {
    return find(key).orElseThrow(() -> new IllegalStateException("No " + key + " in " + where));
  }

  Optional<Node> find(String key) {
    Object found = map().get(key);
    return found == null ? Optional.empty() : Optional.of(new Node(found, where + "." + key));
  }

  /** In their order. */
  Map<String, Node> entries() {
    Map<String, Node> entries = new LinkedHashMap<>();
    map().forEach((key, each) -> entries.put(key.toString(), new Node(each, where + "." + key)));
    return entries;
  }

  /** An absent list is an empty one. */
  List<Node> list(String key) {
    return find(key).map(Node::elements).orElse(List.of());
  }

  List<Node> elements() {
    if (!(value instanceof List<?> list)) {
      throw new IllegalStateException("Not a list: " + where);
    }
    List<Node> nodes = new ArrayList<>();
    for (Object element : list) {
      nodes.add(new Node(element, where + "[" + nodes.size() + "]"));
    }
    return nodes;
  }

  String text(String key) {
    return at(key).text();
  }

  String text() {
    return value.toString();
  }

  int number(String key) {
    return Integer.parseInt(text(key));
  }

  /** As JSON. */
  String json() {
    return json(value);
  }

  private static String json(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> json(entry.getKey().toString()) + ":" + json(entry.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Node::json).collect(Collectors.joining(",", "[", "]"));
    }
    if (value instanceof String text) {
      String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
      return '"' + escaped + '"';
    }
    return String.valueOf(value);
  }

  private Map<?, ?> map() {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalStateException("Not a map: " + where);
    }
    return map;
  }

  @Override
  public String toString() {
    return where + ": " + value;
  }
}

package io.schemamedic.dist.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One map of a YAML file, of which every key has to be understood. All values are text. */
final class TableEntry {
  private final String place;
  private final Map<String, Object> rest;

  /**
   * @param place where it stands, for whoever has made a mistake
   */
  TableEntry(String place, @Nullable Object content) {
    this.place = place;
    this.rest = new LinkedHashMap<>();
    if (!(content instanceof Map<?, ?> map)) {
      throw wrong("is not a map of keys and values");
    }
    map.forEach((key, value) -> rest.put(String.valueOf(key), value));
  }

  /** What has not been taken yet. */
  Map<String, Object> content() {
    return new LinkedHashMap<>(rest);
  }

  Set<String> keys() {
    return new TreeSet<>(rest.keySet());
  }

  /** Null if the key is not there. */
  @Nullable Object take(String key) {
    return rest.remove(key);
  }

  String text(String key) {
    Object value = take(key);
    if (value == null) {
      throw wrong("lacks " + key);
    }
    return text(key, value);
  }

  String text(String key, String otherwise) {
    return rest.containsKey(key) ? text(key) : otherwise;
  }

  /** One text, or a list of them; empty if the key is not there. */
  List<String> texts(String key) {
    Object value = take(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      List<String> texts = new ArrayList<>();
      list.forEach(one -> texts.add(text(key, one)));
      return texts;
    }
    return List.of(text(key, value));
  }

  /** The values of a list; empty if the key is not there. */
  List<?> list(String key) {
    Object value = take(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw wrong(key + " is not a list");
  }

  private String text(String key, @Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw wrong(key + " is not a text but " + value);
  }

  /** To be called when everything known has been taken. */
  void end() {
    if (!rest.isEmpty()) {
      throw wrong("has unknown keys: " + rest.keySet());
    }
  }

  IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(place + " " + what);
  }
}

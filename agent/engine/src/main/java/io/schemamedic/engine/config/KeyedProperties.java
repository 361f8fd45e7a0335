package io.schemamedic.engine.config;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Properties that remember which keys a file gives twice, where {@link Properties} would silently
 * take the last one.
 */
final class KeyedProperties extends Properties {
  private static final long serialVersionUID = 1L;
  private final transient Set<String> givenTwice = new TreeSet<>();

  @Override
  public synchronized Object put(Object key, Object value) {
    if (containsKey(key)) {
      givenTwice.add(key.toString());
    }
    return super.put(key, value);
  }

  Set<String> givenTwice() {
    return givenTwice;
  }

  Map<String, String> entriesInOrder() {
    Map<String, String> entries = new TreeMap<>();
    for (String name : stringPropertyNames()) {
      entries.put(name, getProperty(name));
    }
    return entries;
  }

  @Override
  public synchronized boolean equals(@Nullable Object other) {
    return super.equals(other);
  }

  @Override
  public synchronized int hashCode() {
    return super.hashCode();
  }
}

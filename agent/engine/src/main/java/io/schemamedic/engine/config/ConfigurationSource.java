package io.schemamedic.engine.config;

import org.jspecify.annotations.Nullable;

/** Where a setting was found, in words for an operator. Immutable. */
public final class ConfigurationSource {
  static final ConfigurationSource ARGUMENTS = new ConfigurationSource("agent arguments");
  static final ConfigurationSource DEFAULT = new ConfigurationSource("default");

  private final String text;

  private ConfigurationSource(String text) {
    this.text = text;
  }

  static ConfigurationSource option(String name) {
    return new ConfigurationSource("option " + name);
  }

  static ConfigurationSource systemProperty(String name) {
    return new ConfigurationSource("system property " + name);
  }

  static ConfigurationSource environment(String name) {
    return new ConfigurationSource("environment variable " + name);
  }

  static ConfigurationSource file(String path) {
    return new ConfigurationSource("file " + path);
  }

  /** A source outside of this package, such as a script that the configuration names. */
  public static ConfigurationSource named(String text) {
    return new ConfigurationSource(text);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConfigurationSource && text.equals(((ConfigurationSource) other).text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}

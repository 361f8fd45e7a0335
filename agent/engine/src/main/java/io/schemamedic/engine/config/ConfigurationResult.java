package io.schemamedic.engine.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A configuration that can always be used, all that was wrong, and where each value came from. With
 * any error the mode of the configuration is {@link Mode#OBSERVE}. Immutable.
 */
public final class ConfigurationResult {
  private final Configuration configuration;
  private final List<ConfigurationError> errors;
  private final Map<ConfigurationKey, ConfigurationSource> sources;

  private ConfigurationResult(
      Configuration configuration,
      List<ConfigurationError> errors,
      Map<ConfigurationKey, ConfigurationSource> sources) {
    this.configuration = errors.isEmpty() ? configuration : configuration.observing();
    this.errors = Collections.unmodifiableList(new ArrayList<>(errors));
    this.sources = Collections.unmodifiableMap(new EnumMap<>(sources));
  }

  static ConfigurationResult of(
      Configuration configuration,
      List<ConfigurationError> errors,
      Map<ConfigurationKey, ConfigurationSource> sources) {
    return new ConfigurationResult(configuration, errors, sources);
  }

  /** The same with more errors, such as those of the scripts that the configuration names. */
  public ConfigurationResult withErrors(List<ConfigurationError> more) {
    List<ConfigurationError> all = new ArrayList<>(errors);
    all.addAll(more);
    return new ConfigurationResult(configuration, all, sources);
  }

  public Configuration configuration() {
    return configuration;
  }

  /** In the order in which they were found; empty if all is well. */
  public List<ConfigurationError> errors() {
    return errors;
  }

  /** The source of every key, {@code default} included. */
  public Map<ConfigurationKey, ConfigurationSource> sources() {
    return sources;
  }
}

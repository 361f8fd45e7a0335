package io.schemamedic.engine.config;

import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration from agent arguments, system properties, environment, properties file and
 * defaults, in this order of strength. Reports everything that is wrong at once instead of stopping
 * at the first. Thread-safe.
 */
public final class ConfigurationReader {
  private final ConfigurationFiles files;

  ConfigurationReader(ConfigurationFiles files) {
    this.files = files;
  }

  /** A reader of this machine's files; relative paths start at the service's working directory. */
  public static ConfigurationReader ofLocalFiles() {
    return new ConfigurationReader(new LocalFiles());
  }

  /** A copy of all system properties of this process that are text. */
  public static Map<String, String> systemProperties() {
    Map<String, String> copy = new TreeMap<>();
    Properties properties = System.getProperties();
    for (String name : properties.stringPropertyNames()) {
      copy.put(name, properties.getProperty(name));
    }
    return copy;
  }

  /**
   * Never throws for bad input.
   *
   * @param agentArguments the text after {@code -javaagent:jar=}; null or empty for none
   * @param systemProperties all of them; only {@code schemamedic.*} counts
   * @param environment all of it; only {@code SCHEMAMEDIC_*} counts
   */
  public ConfigurationResult read(
      @Nullable String agentArguments,
      Map<String, String> systemProperties,
      Map<String, String> environment) {
    return assemble(new SettingsReader(files).read(agentArguments, systemProperties, environment));
  }

  /**
   * For a command that does some of what the agent does, with the agent's own properties file and
   * environment. What only the agent needs, such as a file for its records, is not looked at, since
   * it need not be on this machine.
   *
   * @param options of the command, stronger than all else
   * @param used the keys that the command needs; all others have their defaults
   */
  public ConfigurationResult readOptions(
      Map<ConfigurationKey, String> options,
      Set<ConfigurationKey> used,
      Map<String, String> systemProperties,
      Map<String, String> environment) {
    Settings settings =
        new SettingsReader(files).readOptions(options, systemProperties, environment);
    settings.keepOnly(used);
    return assemble(settings);
  }

  private ConfigurationResult assemble(Settings settings) {
    Configuration configuration = new ConfigurationAssembler(settings, files).assemble();
    Map<ConfigurationKey, ConfigurationSource> sources = new EnumMap<>(ConfigurationKey.class);
    for (ConfigurationKey key : ConfigurationKey.values()) {
      sources.put(key, settings.sourceOf(key));
    }
    return ConfigurationResult.of(configuration, settings.errors(), sources);
  }
}

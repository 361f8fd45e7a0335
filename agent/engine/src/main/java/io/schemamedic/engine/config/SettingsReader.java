package io.schemamedic.engine.config;

import java.io.IOException;
import java.io.StringReader;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gathers settings from their sources, strongest first. */
final class SettingsReader {
  /** Read by the guard whenever it decides, so that it can be set in a running service. */
  private static final String KILL_SWITCH = "schemamedic.kill-switch";

  /**
   * What Kubernetes puts into every container for a service of that name, such as {@code
   * SCHEMAMEDIC_PORT_9464_TCP_ADDR}. Not ours, and not the operator's mistake.
   */
  private static final Pattern SERVICE_LINK =
      Pattern.compile("SCHEMAMEDIC_(SERVICE_(HOST|PORT(_.*)?)|PORT(_[0-9]+_(TCP|UDP|SCTP).*)?)");

  /** The password of the command line, which may stand in the same environment as the agent's. */
  private static final String COMMAND_LINE_PASSWORD = "SCHEMAMEDIC_PASSWORD";

  private final ConfigurationFiles files;
  private final Settings settings = new Settings();

  SettingsReader(ConfigurationFiles files) {
    this.files = files;
  }

  Settings read(
      @Nullable String arguments,
      Map<String, String> systemProperties,
      Map<String, String> environment) {
    arguments(arguments == null ? "" : arguments);
    return behindArguments(systemProperties, environment);
  }

  /** As {@link #read}, with the options of a command as the strongest. */
  Settings readOptions(
      Map<ConfigurationKey, String> options,
      Map<String, String> systemProperties,
      Map<String, String> environment) {
    options.forEach(
        (key, text) -> settings.offer(key, text, ConfigurationSource.option("--" + key.key())));
    return behindArguments(systemProperties, environment);
  }

  private Settings behindArguments(
      Map<String, String> systemProperties, Map<String, String> environment) {
    systemProperties(systemProperties);
    environment(environment);
    settings.get(ConfigurationKey.CONFIG).ifPresent(this::file);
    return settings;
  }

  private void arguments(String arguments) {
    Set<ConfigurationKey> seen = EnumSet.noneOf(ConfigurationKey.class);
    for (String piece : AgentArguments.split(arguments)) {
      int equalsSign = piece.indexOf('=');
      if (equalsSign < 0) {
        // A piece without a key may be the rest of anything, so it is not shown.
        settings.add(
            ConfigurationError.of(
                "a piece of " + piece.length() + " characters",
                ConfigurationSource.ARGUMENTS,
                "not of the form key=value",
                "key=value pairs separated by ; or the path of a properties file alone"));
      } else {
        String name = piece.substring(0, equalsSign).trim();
        Optional<ConfigurationKey> key = ConfigurationKey.named(name);
        if (key.isPresent() && !seen.add(key.get())) {
          settings.add(
              ConfigurationError.of(key.get(), ConfigurationSource.ARGUMENTS, "given twice"));
        }
        settings.offer(name, piece.substring(equalsSign + 1), ConfigurationSource.ARGUMENTS);
      }
    }
  }

  private void systemProperties(Map<String, String> properties) {
    for (Map.Entry<String, String> entry : new TreeMap<>(properties).entrySet()) {
      String name = entry.getKey();
      if (name.startsWith(ConfigurationKey.PROPERTY_PREFIX) && !name.equals(KILL_SWITCH)) {
        settings.offer(
            name.substring(ConfigurationKey.PROPERTY_PREFIX.length()),
            entry.getValue(),
            ConfigurationSource.systemProperty(name));
      }
    }
  }

  private void environment(Map<String, String> environment) {
    for (Map.Entry<String, String> entry : new TreeMap<>(environment).entrySet()) {
      String name = entry.getKey();
      // Compose files and charts pass on variables that nobody set, as empty ones.
      if (name.startsWith(ConfigurationKey.ENVIRONMENT_PREFIX)
          && !entry.getValue().trim().isEmpty()
          && !name.equals(COMMAND_LINE_PASSWORD)
          && !SERVICE_LINK.matcher(name).matches()) {
        ConfigurationSource source = ConfigurationSource.environment(name);
        Optional<ConfigurationKey> key = ConfigurationKey.namedInEnvironment(name);
        if (key.isPresent()) {
          settings.offer(key.get(), entry.getValue(), source);
        } else {
          String rest = name.substring(ConfigurationKey.ENVIRONMENT_PREFIX.length());
          settings.unknown(name, NearestKey.to(rest), ConfigurationKey::environmentName, source);
        }
      }
    }
  }

  private void file(Setting config) {
    String path = config.text();
    ConfigurationSource source = ConfigurationSource.file(path);
    KeyedProperties properties = new KeyedProperties();
    try {
      properties.load(new StringReader(files.read(path)));
    } catch (IOException e) {
      String problem = String.valueOf(e.getMessage());
      settings.add(ConfigurationError.of(ConfigurationKey.CONFIG, config, path, problem));
      return;
    } catch (IllegalArgumentException e) {
      settings.add(
          ConfigurationError.of(
              ConfigurationKey.CONFIG, config, path, "it has a malformed \\u escape"));
      return;
    }
    for (Map.Entry<String, String> entry : properties.entriesInOrder().entrySet()) {
      if (entry.getKey().equals(ConfigurationKey.CONFIG.key())) {
        settings.add(
            ConfigurationError.of(
                ConfigurationKey.CONFIG, source, "a properties file cannot name another one"));
      } else {
        settings.offer(entry.getKey(), entry.getValue(), source);
      }
    }
    for (String name : properties.givenTwice()) {
      settings.add(ConfigurationError.of(name, source, "given twice", ""));
    }
  }
}

package io.schemamedic.engine.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The texts that were found for the keys, from the strongest source to the weakest: what is there
 * already stays. Collects errors on the way. Used by one thread.
 */
final class Settings {
  private final Map<ConfigurationKey, Setting> found = new EnumMap<>(ConfigurationKey.class);
  private final List<ConfigurationError> errors = new ArrayList<>();

  /** Takes a setting unless a stronger source has given one. */
  void offer(ConfigurationKey key, String text, ConfigurationSource source) {
    found.putIfAbsent(key, new Setting(text.trim(), source));
  }

  /** As {@link #offer} for a name that may be no key at all. */
  void offer(String name, String text, ConfigurationSource source) {
    Optional<ConfigurationKey> key = ConfigurationKey.named(name);
    if (key.isPresent()) {
      offer(key.get(), text, source);
    } else {
      unknown(name, NearestKey.to(name).map(ConfigurationKey::key), source);
    }
  }

  /** Reports a name that is no key; its value is never shown. */
  void unknown(String name, Optional<String> meant, ConfigurationSource source) {
    String hint = meant.map(key -> "unknown key, did you mean " + key + "?").orElse("unknown key");
    add(ConfigurationError.of(name, source, hint, ""));
  }

  /** Forgets what was found for all other keys, so that it cannot be wrong. */
  void keepOnly(Set<ConfigurationKey> used) {
    found.keySet().retainAll(used);
  }

  void add(ConfigurationError error) {
    errors.add(error);
  }

  Optional<Setting> get(ConfigurationKey key) {
    return Optional.ofNullable(found.get(key));
  }

  ConfigurationSource sourceOf(ConfigurationKey key) {
    return get(key).map(Setting::source).orElse(ConfigurationSource.DEFAULT);
  }

  List<ConfigurationError> errors() {
    return errors;
  }
}

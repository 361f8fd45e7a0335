package io.schemamedic.engine.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The texts that were found for the keys, from the strongest source to the weakest: what is there
 * already stays. Collects errors on the way. Used by one thread.
 */
final class Settings {
  private final Map<ConfigurationKey, Setting> found = new EnumMap<>(ConfigurationKey.class);
  private final List<ConfigurationError> errors = new ArrayList<>();
  private final Set<ConfigurationKey> misspelt = EnumSet.noneOf(ConfigurationKey.class);

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
      unknown(name, NearestKey.to(name), ConfigurationKey::key, source);
    }
  }

  /**
   * Reports a name that is no key; its value is never shown.
   *
   * @param meant what its author may have meant
   * @param spelling of that key where the name was found
   */
  void unknown(
      String name,
      Optional<ConfigurationKey> meant,
      Function<ConfigurationKey, String> spelling,
      ConfigurationSource source) {
    meant.ifPresent(misspelt::add);
    String hint =
        meant
            .map(key -> "unknown key, did you mean " + spelling.apply(key) + "?")
            .orElse("unknown key");
    add(ConfigurationError.of(name, source, hint, ""));
  }

  /** Whether somebody has given a name that is no key and may have meant this one. */
  boolean isMisspelt(ConfigurationKey key) {
    return misspelt.contains(key);
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

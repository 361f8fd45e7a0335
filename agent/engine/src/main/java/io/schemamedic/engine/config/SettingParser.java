package io.schemamedic.engine.config;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Parses single settings; a text that cannot be parsed is reported and its default taken. */
final class SettingParser {
  private final Settings settings;

  SettingParser(Settings settings) {
    this.settings = settings;
  }

  /**
   * Turns the text of one value into the value. Throws IllegalArgumentException or IOException with
   * a message for the operator that does not repeat the text.
   */
  interface ValueParser<T> {
    T parse(String text) throws IOException;
  }

  /** For a key that has a default. */
  <T> T value(ConfigurationKey key, ValueParser<T> parser) {
    Optional<T> configured = optional(key, parser);
    return configured.isPresent() ? configured.get() : defaultValue(key, parser);
  }

  /** Empty if nothing is configured, or nothing that can be used. */
  <T> Optional<T> optional(ConfigurationKey key, ValueParser<T> parser) {
    Optional<Setting> setting = settings.get(key);
    if (!setting.isPresent()) {
      return Optional.empty();
    }
    return parse(key, setting.get(), setting.get().text(), parser);
  }

  /** The entries between commas; those that cannot be used are reported and left out. */
  <T> List<T> list(ConfigurationKey key, ValueParser<T> parser) {
    List<T> values = new ArrayList<>();
    Optional<Setting> setting = settings.get(key);
    if (setting.isPresent() && !setting.get().text().isEmpty()) {
      for (String entry : entries(setting.get().text())) {
        parse(key, setting.get(), entry, parser).ifPresent(values::add);
      }
    }
    return values;
  }

  static String notEmpty(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("empty");
    }
    return text;
  }

  private <T> Optional<T> parse(
      ConfigurationKey key, Setting setting, String text, ValueParser<T> parser) {
    try {
      return Optional.of(parser.parse(notEmpty(text)));
    } catch (IllegalArgumentException | IOException e) {
      String problem = Objects.toString(e.getMessage(), e.getClass().getSimpleName());
      settings.add(ConfigurationError.of(key, setting, text, problem));
      return Optional.empty();
    }
  }

  private static <T> T defaultValue(ConfigurationKey key, ValueParser<T> parser) {
    try {
      return parser.parse(Objects.requireNonNull(key.defaultText()));
    } catch (IOException e) {
      throw new IllegalStateException("defaults name no files", e);
    }
  }

  /** Splits at commas outside of double quotes; blanks around entries do not count. */
  private static List<String> entries(String text) {
    List<String> entries = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        entries.add(text.substring(start, at).trim());
        start = at + 1;
      }
    }
    entries.add(text.substring(start).trim());
    return entries;
  }
}

package io.schemamedic.engine.config;

/** The text that one source gives for a key. Immutable. */
final class Setting {
  private final String text;
  private final ConfigurationSource source;

  Setting(String text, ConfigurationSource source) {
    this.text = text;
    this.source = source;
  }

  String text() {
    return text;
  }

  ConfigurationSource source() {
    return source;
  }
}

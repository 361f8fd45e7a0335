package io.schemamedic.engine.config;

import io.schemamedic.engine.log.LogLine;

/**
 * One thing that is wrong with the configuration: what, where it came from, what is accepted. Never
 * holds a secret. Immutable.
 */
public final class ConfigurationError {
  private final String subject;
  private final ConfigurationSource source;
  private final String problem;
  private final String accepted;

  private ConfigurationError(
      String subject, ConfigurationSource source, String problem, String accepted) {
    this.subject = subject;
    this.source = source;
    this.problem = problem;
    this.accepted = accepted;
  }

  static ConfigurationError of(ConfigurationKey key, ConfigurationSource source, String problem) {
    return new ConfigurationError(key.key(), source, problem, key.accepted());
  }

  /** An error of a value that can be shown. */
  static ConfigurationError of(
      ConfigurationKey key, Setting setting, String value, String problem) {
    String shown = key.isShown() ? key.key() + "=" + shown(value) : key.key();
    return new ConfigurationError(shown, setting.source(), problem, key.accepted());
  }

  /**
   * @param subject the key or the thing that is wrong, without its value
   * @param problem what is wrong with it, in words for an operator
   * @param accepted what would be right; empty if the problem says it
   */
  public static ConfigurationError of(
      String subject, ConfigurationSource source, String problem, String accepted) {
    return new ConfigurationError(subject, source, problem, accepted);
  }

  /** What is wrong: a key, where it can be shown with its value. */
  public String subject() {
    return subject;
  }

  public ConfigurationSource source() {
    return source;
  }

  public String problem() {
    return problem;
  }

  /** Empty if the problem says it all. */
  public String accepted() {
    return accepted;
  }

  /** One line of printable characters. */
  @Override
  public String toString() {
    String end = accepted.isEmpty() ? "" : "; accepted: " + accepted;
    return LogLine.printable(subject + " (" + source + "): " + problem + end);
  }

  /**
   * A value as it may be shown. What follows an equals sign is left out: with a wrong separator it
   * would be the value of another key, perhaps a password.
   */
  private static String shown(String value) {
    int equalsSign = value.indexOf('=');
    return LogLine.quoted(equalsSign < 0 ? value : value.substring(0, equalsSign + 1) + "...");
  }
}

package io.schemamedic.cli.arguments;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every option, what follows it, and what it is for. */
public enum Option {
  URL("--url", "URL", "the database, as jdbc:postgresql://HOST:PORT/NAME; never with a password"),
  USER("--user", "ROLE", "the role to connect with"),
  PASSWORD_FILE(
      "--password-file",
      "FILE",
      "a file that holds only the password; or set SCHEMAMEDIC_PASSWORD"),
  DRIVER_JAR("--driver-jar", "JAR", "a PostgreSQL JDBC driver, pgjdbc; may be repeated"),
  CLASS_PATH(
      "--class-path", "PATH", "jars and folders with the driver and the service's migrations"),
  TIMEOUT("--timeout", "TIME", "longest time to wait for an answer"),
  PROGRESS("--progress", null, "say on stderr what is done, also if that is no terminal"),
  CONFIG("--config", "FILE", "a properties file as the agent has it"),
  DECLARED("--declared", "SOURCES", "where the wanted schema comes from, as the agent's declared"),
  ALLOW("--allow", "PATTERNS", "what may be repaired, as the agent's allow"),
  DENY("--deny", "PATTERNS", "what must not be repaired, as the agent's deny"),
  FAIL_ON(
      "--fail-on", "SEVERITY", "exit with 1 on: breaks (the default), differs (also those), none"),
  JSON("--json", null, "print JSON instead of text"),
  JUNIT("--junit", "FILE", "also write a JUnit report"),
  SCHEMA("--schema", "NAMES", "only these schemas, separated by commas; may be repeated"),
  OUT("--out", "FILE", "where to write it, instead of stdout"),
  JAR("--jar", "PATH", "this jar as the process sees it, if that is in a container"),
  DRIVERS(
      "--drivers",
      null,
      "also ask each JVM which drivers it has loaded; leaves a thread there, Attach Listener"),
  HELP("--help", null, "print this");

  private final String word;
  private final @Nullable String value;
  private final String purpose;

  Option(String word, @Nullable String value, String purpose) {
    this.word = word;
    this.value = value;
    this.purpose = purpose;
  }

  /** As it is written. */
  public String word() {
    return word;
  }

  /** What follows it, for the help; null if nothing does. */
  @Nullable String value() {
    return value;
  }

  /** For the help. */
  String purpose() {
    return purpose;
  }

  boolean takesValue() {
    return value != null;
  }

  /** Whether it may be given more than once. */
  boolean isRepeatable() {
    return this == DRIVER_JAR || this == CLASS_PATH || this == DECLARED || this == SCHEMA;
  }

  /** Whether the command understands it. */
  boolean isOf(Command command) {
    switch (this) {
      case TIMEOUT:
      case HELP:
        return true;
      case CONFIG:
        return command == Command.CHECK || command == Command.PLAN || command == Command.ATTACH;
      case DECLARED:
        return command == Command.CHECK || command == Command.PLAN;
      case JSON:
        return command == Command.CHECK
            || command == Command.PLAN
            || command == Command.LIST
            || command == Command.STATUS;
      case FAIL_ON:
      case JUNIT:
        return command == Command.CHECK;
      case ALLOW:
      case DENY:
        return command == Command.PLAN;
      case SCHEMA:
      case OUT:
        return command == Command.SNAPSHOT;
      case JAR:
        return command == Command.ATTACH;
      case DRIVERS:
        return command == Command.LIST;
      default:
        return command.needsDatabase();
    }
  }

  static Optional<Option> named(String word) {
    for (Option option : values()) {
      if (option.word.equals(word)) {
        return Optional.of(option);
      }
    }
    return Optional.empty();
  }
}

package io.schemamedic.cli;

import io.schemamedic.cli.arguments.Arguments;
import io.schemamedic.cli.arguments.UsageException;
import io.schemamedic.cli.connect.Database;
import io.schemamedic.cli.connect.GivenClassPath;
import java.util.Map;

/** One call of a command: what was given to it, and where it answers. */
final class Invocation {
  private final Arguments arguments;
  private final Map<String, String> properties;
  private final Map<String, String> environment;
  private final GivenClassPath classPath;
  private final Console console;
  private final String version;

  /**
   * @param properties system properties
   * @param version of the tool
   */
  Invocation(
      Arguments arguments,
      Map<String, String> properties,
      Map<String, String> environment,
      GivenClassPath classPath,
      Console console,
      String version) {
    this.arguments = arguments;
    this.properties = properties;
    this.environment = environment;
    this.classPath = classPath;
    this.console = console;
    this.version = version;
  }

  Arguments arguments() {
    return arguments;
  }

  Console console() {
    return console;
  }

  String version() {
    return version;
  }

  /** Not connected to yet. */
  Database database() throws UsageException {
    return Database.of(arguments, environment, classPath);
  }

  Declared declared() throws UsageException {
    return Declared.read(arguments, properties, environment, classPath.loader());
  }
}

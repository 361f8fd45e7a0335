package io.schemamedic.servers;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a server that was made ready is started.
 *
 * @param command runs until the process is told to end; what it prints is looked at
 * @param environment in addition to that of this process
 * @param root of the application, with a slash at its end
 * @param logs files in which it logs, or directories of such, beside what it prints; none need be
 *     there
 */
record Launch(List<String> command, Map<String, String> environment, URI root, List<Path> logs) {
  Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    logs = List.copyOf(logs);
  }

  /** A server that prints its log, and has the application at its root. */
  static Launch of(List<String> command, int port) {
    return new Launch(command, Map.of(), URI.create("http://127.0.0.1:" + port + "/"), List.of());
  }
}

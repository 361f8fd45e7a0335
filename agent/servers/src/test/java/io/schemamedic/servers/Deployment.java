package io.schemamedic.servers;

import io.schemamedic.dist.Jdk;
import io.schemamedic.engine.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server is to run, where and with what.
 *
 * @param directory an empty one, for this start alone
 * @param jdk to run it with
 * @param agentOptions of the JVM, before the main class; empty without the agent
 * @param port of the loopback address, to listen on
 * @param driver the jar of the JDBC driver
 * @param driverPlace where that jar has to go
 * @param database with which the application, or the pool of the server, connects
 */
record Deployment(
    Path directory,
    Jdk jdk,
    List<String> agentOptions,
    int port,
    Path driver,
    DriverPlace driverPlace,
    TestDatabase database) {
  Deployment {
    agentOptions = List.copyOf(agentOptions);
  }

  /**
   * The beginning of a command: {@code java}, options for a short life, the agent's and the
   * application's.
   */
  List<String> java() {
    List<String> command = new ArrayList<>(List.of(jdk.home().resolve("bin/java").toString()));
    command.addAll(jvmOptions());
    return command;
  }

  /** For servers that are started by a script of their own. */
  List<String> jvmOptions() {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + directory,
                "-Dnotes.url=" + database.url(),
                "-Dnotes.port=" + port));
    options.addAll(agentOptions);
    return options;
  }

  /** Tells the application to look for the server's pool. */
  static String poolNamed(String jndiName) {
    return "-Dnotes.pool=" + jndiName;
  }
}

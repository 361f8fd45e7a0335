package io.schemamedic.demo.story;

import io.schemamedic.demo.postgres.FreePort;
import io.schemamedic.demo.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every part of the story works with.
 *
 * @param directory takes logs and the agent's records
 * @param appPort the one port at which the demo app is always found, so that an open widget lives
 *     through the whole story
 */
record Stage(
    StoryOptions options,
    Progress progress,
    Checks checks,
    Cleanup cleanup,
    PostgresServer server,
    Path directory,
    int appPort) {
  /** The database that the declared scripts and Hibernate made. */
  static final String DECLARED_DATABASE = "declared";

  /** Lets Hibernate make the tables of its entities. */
  static final String CREATING = "--spring.profiles.active=create";

  static final List<String> SCHEMAS = List.of("public", "owned", "vet");

  /** What system 2 needs, as a healthy database has it. */
  Path snapshot() {
    return directory.resolve("system2.snapshot");
  }

  /** Starts the app; it is not ready yet. */
  AppProcess start(Variant variant, @Nullable AgentSetup agent, int port, String logName)
      throws IOException {
    return startOn(variant.database(), agent, port, logName);
  }

  /** Starts the app on the declared database, where Hibernate makes the tables of its entities. */
  AppProcess startCreating() throws IOException {
    return startOn(DECLARED_DATABASE, null, FreePort.any(), "creating", CREATING);
  }

  AppProcess startOn(
      String database, @Nullable AgentSetup agent, int port, String logName, String... arguments)
      throws IOException {
    return cleanup.register(
        AppProcess.start(
            options,
            agent,
            port,
            server.jdbcUrl(database),
            directory.resolve(logName + ".log"),
            arguments));
  }

  Connection connect(Variant variant) throws SQLException {
    return server.connect(variant.database());
  }

  Connection connectToDeclared() throws SQLException {
    return server.connect(DECLARED_DATABASE);
  }
}

package io.schemamedic.dist.scenario;

import io.schemamedic.dist.server.PostgresServer;
import io.schemamedic.dist.server.PostgresServers;
import io.schemamedic.dist.server.ServerLog;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where scenarios run: a server with their roles, whose databases belong to {@link Roles#OWNER}.
 */
final class ScenarioServer {
  private static final Map<PostgresServer, ScenarioServer> PREPARED = new ConcurrentHashMap<>();

  private final PostgresServer server;
  private final TestPostgres postgres;

  private final int release;

  private ScenarioServer(PostgresServer server, TestPostgres postgres, int release) {
    this.server = server;
    this.postgres = postgres;
    this.release = release;
  }

  static ScenarioServer newest() {
    return of(PostgresServers.bundled(PostgresServers.NEWEST));
  }

  static ScenarioServer of(PostgresServer server) {
    return PREPARED.computeIfAbsent(server, ScenarioServer::prepared);
  }

  private static ScenarioServer prepared(PostgresServer server) {
    TestPostgres postgres = server.postgres();
    String template = "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/template1";
    try (Connection connection = DriverManager.getConnection(template, "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE " + Roles.OWNER + " LOGIN");
      statement.execute("CREATE ROLE " + Roles.USER + " LOGIN");
      // In effect as it is from 15 on.
      statement.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
      statement.execute("ALTER SCHEMA public OWNER TO " + Roles.OWNER);
      return new ScenarioServer(
          server, postgres, connection.getMetaData().getDatabaseMajorVersion());
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot prepare the server", e);
    }
  }

  TestDatabase newDatabase() {
    return postgres.newDatabaseOf(Roles.OWNER);
  }

  /** The major one. */
  int release() {
    return release;
  }

  ServerLog log() {
    return server.log();
  }
}

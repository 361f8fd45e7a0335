package io.schemamedic.demo.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A PostgreSQL server with its data below one directory, on a free port of its own. It can be
 * stopped and started again with its data; {@link #close} ends it and deletes the directory.
 * Methods may be called from several threads.
 */
public final class PostgresServer implements AutoCloseable {
  /**
   * The ordinary role as which the demo app connects; it owns its database, and is no superuser.
   */
  public static final String APP_ROLE = "chat";

  /**
   * Ten seconds are the library's own limit, too short for a small machine that is building at the
   * same time.
   */
  private static final Duration STARTUP_WAIT = Duration.ofSeconds(90);

  private static final String SUPERUSER = "postgres";

  private final Path directory;
  private final Path log;
  private EmbeddedPostgres server;
  private boolean running = true;

  private PostgresServer(Path directory, Path log, EmbeddedPostgres server) {
    this.directory = directory;
    this.log = log;
    this.server = server;
  }

  /**
   * Unpacks PostgreSQL where no earlier server of this library did, creates a cluster in {@code
   * directory} and starts it.
   *
   * @param log takes what the server reports, the failing statements among it; not deleted by
   *     {@link #close} unless it is in the directory
   * @throws IOException if the server does not come up
   */
  public static PostgresServer startIn(Path directory, Path log) throws IOException {
    PostgresServer server =
        new PostgresServer(directory, log, launch(directory, log, FreePort.any()));
    server.execute("postgres", SUPERUSER, "CREATE ROLE " + APP_ROLE + " LOGIN");
    return server;
  }

  /**
   * Creates a database that belongs to {@link #APP_ROLE} and runs the scripts in it as that role;
   * returns its JDBC URL.
   */
  public synchronized String createDatabase(String name, List<SchemaScript> scripts) {
    execute("postgres", SUPERUSER, "CREATE DATABASE " + name + " OWNER " + APP_ROLE);
    for (SchemaScript script : scripts) {
      execute(name, APP_ROLE, script.text());
    }
    return jdbcUrl(name);
  }

  /** The URL of a database for {@link #APP_ROLE}; no password is needed. */
  public synchronized String jdbcUrl(String database) {
    return server.getJdbcUrl(APP_ROLE, database);
  }

  /** A connection of the app's role. */
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database));
  }

  /** Stops the server as an administrator would (open connections are cut) and keeps its data. */
  public synchronized void stop() throws IOException {
    if (running) {
      running = false;
      server.close();
    }
  }

  /** Starts a stopped server again on the same port with the same data. */
  public synchronized void start() throws IOException {
    if (!running) {
      server = launch(directory, log, server.getPort());
      running = true;
    }
  }

  @Override
  public synchronized void close() throws IOException {
    stop();
    awaitEnd();
    deleteTree(directory);
  }

  /**
   * The library stops its server in a shutdown hook of its own, so it may already be at it when we
   * are asked to close; deleting the files then would make it fail half-way.
   */
  private void awaitEnd() throws IOException {
    Path pidFile = directory.resolve("data").resolve("postmaster.pid");
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (Files.exists(pidFile) && System.nanoTime() < deadline) {
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static EmbeddedPostgres launch(Path directory, Path log, int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(directory.resolve("data"))
        .setCleanDataDirectory(false)
        .setPort(port)
        .setServerConfig("unix_socket_directories", "''")
        .setOutputRedirector(Redirect.appendTo(log.toFile()))
        .setPGStartupWait(STARTUP_WAIT)
        .start();
  }

  private void execute(String database, String role, String sql) {
    try (Connection connection = DriverManager.getConnection(server.getJdbcUrl(role, database));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot prepare database " + database, e);
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}

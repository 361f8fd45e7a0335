package io.schemamedic.engine.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL server in which tests make databases. */
public final class TestPostgres {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final int port;
  private final String creation;

  private TestPostgres(int port, String creation) {
    this.port = port;
    this.creation = creation;
  }

  /** The one of this JVM, started when first asked for and stopped when the JVM ends. */
  public static TestPostgres instance() {
    return Holder.INSTANCE;
  }

  /** One that somebody else starts and stops; what it logs is theirs as well. */
  public static TestPostgres at(int port) {
    return new TestPostgres(port, "");
  }

  /** A new, empty database that nobody else uses. */
  public TestDatabase newDatabase() {
    return newDatabaseOf("postgres");
  }

  /** A new database that belongs to a role. */
  public TestDatabase newDatabaseOf(String owner) {
    String name = "test_" + DATABASES.incrementAndGet();
    execute("CREATE DATABASE " + name + " OWNER " + owner + creation);
    return new TestDatabase(this, name);
  }

  public int port() {
    return port;
  }

  /** Without parameters; user {@code postgres} needs no password. */
  String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
  }

  void drop(String database) {
    execute("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
  }

  private void execute(String sql) {
    try (Connection connection = DriverManager.getConnection(url("postgres"), "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot run: " + sql, e);
    }
  }

  private static final class Holder {
    static final TestPostgres INSTANCE = start();

    private static TestPostgres start() {
      try {
        // Tracked statements, enough sessions for concurrency tests, and one log that can be read.
        EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_destination", "jsonlog")
                .setServerConfig("log_filename", "server.log")
                .setServerConfig("log_rotation_age", "0")
                .setServerConfig("log_rotation_size", "0")
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
        // A tenth of the time that logging every page takes; not known to releases before 15.
        return new TestPostgres(server.getPort(), " STRATEGY file_copy");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void close(EmbeddedPostgres server) {
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

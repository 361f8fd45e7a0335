package io.schemamedic.demo.app;

import io.schemamedic.demo.postgres.PostgresServer;
import io.schemamedic.demo.postgres.SchemaScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Fresh databases on one PostgreSQL server that all test classes share and that ends with the last
 * of them.
 */
final class TestDatabases implements BeforeAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(TestDatabases.class);

  private PostgresServer server;

  @SuppressWarnings("NullAway.Init") // JUnit calls beforeAll before anything else can be asked.
  TestDatabases() {}

  /** Creates a database with the given content; returns its name. */
  String create(SchemaScript... content) {
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    server.createDatabase(name, List.of(content));
    return name;
  }

  String jdbcUrl(String database) {
    return server.jdbcUrl(database);
  }

  Connection connect(String database) throws SQLException {
    return server.connect(database);
  }

  @Override
  public void beforeAll(ExtensionContext test) {
    server =
        test.getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(
                SharedServer.class, key -> SharedServer.start(), SharedServer.class)
            .server;
  }

  private record SharedServer(PostgresServer server) implements AutoCloseable {

    static SharedServer start() {
      try {
        return new SharedServer(start(Files.createTempDirectory("schema-medic-demo-test")));
      } catch (Exception e) {
        throw new IllegalStateException("cannot start PostgreSQL for the tests", e);
      }
    }

    private static PostgresServer start(Path directory) throws IOException {
      return PostgresServer.startIn(directory, directory.resolve("postgres.log"));
    }

    @Override
    public void close() throws Exception {
      server.close();
    }
  }
}

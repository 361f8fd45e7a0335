package io.schemamedic.demo.app;

import io.schemamedic.demo.postgres.SchemaScript;
import io.schemamedic.demo.story.Backend;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The app, started for one test class on a fresh database. */
final class RunningApp implements BeforeAllCallback, AfterAllCallback {
  private final TestDatabases databases = new TestDatabases();

  /** Lets Hibernate make the tables of system 3. */
  static final String CREATING = "--spring.profiles.active=create";

  private final List<SchemaScript> scripts;
  private final String[] arguments;
  private String databaseName;
  private ConfigurableApplicationContext context;
  private Backend backend;

  @SuppressWarnings("NullAway.Init") // JUnit calls beforeAll before anything else can be asked.
  private RunningApp(List<SchemaScript> scripts, String... arguments) {
    this.scripts = scripts;
    this.arguments = arguments;
  }

  static RunningApp on(SchemaScript script) {
    return new RunningApp(List.of(script));
  }

  static RunningApp onHealthyDatabase() {
    return new RunningApp(SchemaScript.declared(), CREATING);
  }

  Backend backend() {
    return backend;
  }

  /** The first column of the query's only row in the app's database, as text. */
  String value(String query) throws SQLException {
    try (Connection connection = databases.connect(databaseName);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public void beforeAll(ExtensionContext test) {
    databases.beforeAll(test);
    databaseName = databases.create(scripts.toArray(SchemaScript[]::new));
    String url = "--spring.datasource.url=" + databases.jdbcUrl(databaseName);
    context = start(Stream.concat(Stream.of(url), Stream.of(arguments)).toArray(String[]::new));
    backend = backendOf(context);
  }

  @Override
  public void afterAll(ExtensionContext test) {
    context.close();
  }

  /** Starts the app on a free port with the given arguments. */
  static ConfigurableApplicationContext start(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "--server.port=0";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return DemoApp.application().run(all);
  }

  static Backend backendOf(ConfigurableApplicationContext context) {
    return Backend.at(
        URI.create(
            "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port")));
  }
}

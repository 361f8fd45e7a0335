package io.schemamedic.dist.program;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.flywaydb.test.MigrationToolCaller;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a service: does what the lines on stdin say, see {@link Step}, and answers each with
 * one line on stdout that holds all that a caller sees of it. Ends with its input.
 */
public final class JdbcService {
  private @Nullable Connection connection;
  private @Nullable Savepoint savepoint;
  private @Nullable PreparedStatement kept;
  private @Nullable EntryPoints entryPoints;
  private String url = "";

  private JdbcService() {}

  /** Serves until the input ends. */
  public static void main(String[] arguments) throws IOException {
    JdbcService service = new JdbcService();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(Step.escaped(service.answer(Step.parse(line))));
    }
  }

  private String answer(Step step) {
    try {
      return run(step);
    } catch (Throwable e) {
      return CallerView.exception(e);
    }
  }

  private String run(Step step) throws Exception {
    List<String> arguments = step.arguments();
    switch (step.verb()) {
      case CONNECT -> connect(arguments);
      case DISCONNECT -> connection().close();
      case EXECUTE, QUERY, UPDATE -> {
        return statement(step);
      }
      case MIGRATION_QUERY -> {
        return MigrationToolCaller.call(() -> statement(Step.query(arguments.get(0))));
      }
      case PREPARED, PREPARED_WITH_STREAM -> {
        return prepared(step);
      }
      case PREPARED_BATCH -> {
        return preparedBatch(arguments.get(0), arguments.subList(1, arguments.size()));
      }
      case PREPARED_FOR_KEYS -> {
        return preparedForKeys(arguments.get(0), arguments.subList(1, arguments.size()));
      }
      case KEEP_PREPARED -> {
        kept = connection().prepareStatement(arguments.get(0));
        return CallerView.rows(kept.executeQuery());
      }
      case EXECUTE_KEPT -> {
        return CallerView.rows(requireNonNull(kept).executeQuery());
      }
      case STATEMENT_BATCH -> {
        return statementBatch(arguments);
      }
      case CALL -> {
        return call(arguments.get(0), arguments.get(1));
      }
      case AUTO_COMMIT -> connection().setAutoCommit(Boolean.parseBoolean(arguments.get(0)));
      case COMMIT -> connection().commit();
      case ROLLBACK -> connection().rollback();
      case SAVEPOINT -> savepoint = connection().setSavepoint();
      case ROLLBACK_TO_SAVEPOINT -> connection().rollback(savepoint);
      case SCHEMA -> connection().setSchema(arguments.get(0));
      case READ_ONLY -> connection().setReadOnly(Boolean.parseBoolean(arguments.get(0)));
      case ISOLATION -> connection().setTransactionIsolation(Integer.parseInt(arguments.get(0)));
      case UNUSUAL_SETTINGS -> ConnectionView.setUnusually(connection());
      case CONNECTION_STATE -> {
        return ConnectionView.of(connection());
      }
      case PROPERTY -> setProperty(arguments.get(0), arguments.get(1));
      case ENTRY_POINT -> {
        return entryPoint(arguments.get(0)).call(connection(), arguments.get(1));
      }
      case ATTACH -> {
        SelfAttach.loadAgent(arguments.get(0), arguments.get(1));
        SelfAttach.awaitEngine();
      }
    }
    return "done";
  }

  private EntryPoint entryPoint(String name) {
    if (entryPoints == null) {
      entryPoints = new EntryPoints(this);
    }
    return entryPoints.named(name);
  }

  private Connection connection() throws SQLException {
    if (connection == null) {
      throw new SQLException("not connected");
    }
    return connection;
  }

  private void connect(List<String> arguments) throws SQLException {
    if (connection != null) {
      connection.close();
    }
    Properties properties = new Properties();
    if (arguments.size() > 1) {
      properties.setProperty("password", arguments.get(1));
    }
    url = arguments.get(0);
    connection = DriverManager.getConnection(url, properties);
  }

  /** How the connection was made. */
  String url() {
    return url;
  }

  private String statement(Step step) throws SQLException {
    String sql = step.arguments().get(0);
    try (Statement statement = connection().createStatement()) {
      try {
        switch (step.verb()) {
          case QUERY -> {
            try (ResultSet result = statement.executeQuery(sql)) {
              return CallerView.rows(result);
            }
          }
          case UPDATE -> {
            return "updated " + statement.executeUpdate(sql);
          }
          default -> {
            return CallerView.results(statement, statement.execute(sql));
          }
        }
      } catch (SQLException e) {
        return CallerView.exception(e) + "\n" + CallerView.state(statement);
      }
    }
  }

  private String prepared(Step step) throws SQLException {
    List<String> arguments = step.arguments();
    try (PreparedStatement statement = connection().prepareStatement(arguments.get(0))) {
      if (step.verb() == Step.Verb.PREPARED_WITH_STREAM) {
        byte[] bytes = arguments.get(1).getBytes(StandardCharsets.UTF_8);
        statement.setBinaryStream(1, new ByteArrayInputStream(bytes), bytes.length);
      } else {
        bind(statement, arguments.subList(1, arguments.size()));
      }
      try {
        return CallerView.results(statement, statement.execute());
      } catch (SQLException e) {
        return CallerView.exception(e) + "\n" + CallerView.state(statement);
      }
    }
  }

  private String preparedForKeys(String sql, List<String> values) throws SQLException {
    try (PreparedStatement statement =
        connection().prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
      bind(statement, values);
      try {
        int updated = statement.executeUpdate();
        return "updated " + updated + ", keys " + CallerView.rows(statement.getGeneratedKeys());
      } catch (SQLException e) {
        return CallerView.exception(e) + "\n" + CallerView.state(statement);
      }
    }
  }

  private String preparedBatch(String sql, List<String> values) throws SQLException {
    try (PreparedStatement statement = connection().prepareStatement(sql)) {
      for (String value : values) {
        bind(statement, List.of(value));
        statement.addBatch();
      }
      return batch(statement) + "\nonce more: " + batch(statement);
    }
  }

  private String statementBatch(List<String> sql) throws SQLException {
    try (Statement statement = connection().createStatement()) {
      for (String one : sql) {
        statement.addBatch(one);
      }
      return batch(statement) + "\nonce more: " + batch(statement);
    }
  }

  private static String batch(Statement statement) throws SQLException {
    try {
      return "updated " + Arrays.toString(statement.executeBatch());
    } catch (SQLException e) {
      return CallerView.exception(e) + "\n" + CallerView.state(statement);
    }
  }

  private String call(String sql, String value) throws SQLException {
    try (CallableStatement statement = connection().prepareCall(sql)) {
      bind(statement, List.of(value));
      try {
        return CallerView.results(statement, statement.execute());
      } catch (SQLException e) {
        return CallerView.exception(e) + "\n" + CallerView.state(statement);
      }
    }
  }

  private static void bind(PreparedStatement statement, List<String> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      if (value.matches("\\d+")) {
        statement.setInt(i + 1, Integer.parseInt(value));
      } else {
        statement.setString(i + 1, value);
      }
    }
  }

  private static void setProperty(String key, String value) {
    if (value.isEmpty()) {
      System.clearProperty(key);
    } else {
      System.setProperty(key, value);
    }
  }
}

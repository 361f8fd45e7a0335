package io.schemamedic.engine.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.StringJoiner;

/**
 * A database of a real server, empty at the beginning of a test and gone after it. Parameters of
 * this type are filled in for classes with {@code @ExtendWith(TestDatabaseExtension.class)}.
 */
public final class TestDatabase implements AutoCloseable {
  private final TestPostgres server;
  private final String name;

  TestDatabase(TestPostgres server, String name) {
    this.server = server;
    this.name = name;
  }

  public String name() {
    return name;
  }

  public int port() {
    return server.port();
  }

  /** With the superuser in it. */
  public String url() {
    return jdbcUrl("postgres");
  }

  /** With that user in it; no user needs a password. */
  public String jdbcUrl(String user) {
    return server.url(name) + "?user=" + user;
  }

  /** A new connection of the superuser, which the caller closes. */
  public Connection connection() {
    return connectionAs("postgres");
  }

  public Connection connectionAs(String user) {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    try {
      return DriverManager.getConnection(server.url(name), properties);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot connect to " + name + " as " + user, e);
    }
  }

  /** Runs statements or whole scripts as superuser, each in autocommit. */
  public void execute(String... scripts) {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      // Double question marks are only for prepared statements; a script is sent as it is.
      statement.setEscapeProcessing(false);
      for (String script : scripts) {
        run(statement, script);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot connect to " + name, e);
    }
  }

  private static void run(Statement statement, String script) {
    try {
      statement.execute(script);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot run: " + script, e);
    }
  }

  /** The rows of a query, each as its values as text, joined by a bar; null as {@code null}. */
  public List<String> query(String sql) {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        StringJoiner line = new StringJoiner("|");
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          line.add(String.valueOf(rows.getString(i)));
        }
        lines.add(line.toString());
      }
      return lines;
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot run: " + sql, e);
    }
  }

  /** From now on, new sessions have every statement of theirs logged; see {@link #serverLog}. */
  public void logStatements() {
    execute("ALTER DATABASE " + name + " SET log_statement = 'all'");
  }

  /** What the server has logged of the statements in this database, in its order. */
  public List<LoggedStatement> serverLog() {
    return LoggedStatement.readAll(this);
  }

  /** From now on, new sessions have their DDL logged; see {@link #ddlAndErrors}. */
  public void logDdl() {
    execute("ALTER DATABASE " + name + " SET log_statement = 'ddl'");
  }

  /**
   * DDL of all sessions in the server's order; as {@code error SQLSTATE} also every statement that
   * failed.
   */
  public List<LoggedStatement> ddlAndErrors() {
    return LoggedStatement.readWithErrors(this);
  }

  /**
   * From now on, new sessions have everything logged that they send, step by step; see {@link
   * #conversation}.
   */
  public void logConversations() {
    execute("ALTER DATABASE " + name + " SET log_min_duration_statement = 0");
  }

  /**
   * What sessions of an application have sent, in its order, each session for itself: {@code
   * parse}, {@code bind}, {@code execute} or {@code statement} with what was sent, or {@code error}
   * with SQLSTATE and statement.
   */
  public Map<Integer, List<String>> conversations(String application) {
    Map<Integer, List<String>> conversations = new LinkedHashMap<>();
    for (LoggedStatement line : LoggedStatement.readConversations(this)) {
      if (line.application().equals(application)) {
        conversations.computeIfAbsent(line.pid(), pid -> new ArrayList<>()).add(line.message());
      }
    }
    return conversations;
  }

  /** From now on, new sessions have it logged when a lock took longer; see {@link #lockWaits}. */
  public void logLockWaits(int longerThanMillis) {
    execute(
        "ALTER DATABASE " + name + " SET log_lock_waits = on",
        // A wait is looked at when it is time to look for deadlocks.
        "ALTER DATABASE " + name + " SET deadlock_timeout = " + longerThanMillis);
  }

  /** The locks of tables in this database for which somebody has waited, in their order. */
  public List<LockWait> lockWaits() {
    return LockWait.readAll(this);
  }

  /** Drops the database, whoever is still connected. */
  @Override
  public void close() {
    server.drop(name);
  }
}

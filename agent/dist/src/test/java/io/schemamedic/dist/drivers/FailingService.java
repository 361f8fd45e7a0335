package io.schemamedic.dist.drivers;

import io.schemamedic.dist.program.CallerView;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service on any database, which lacks a table and a column. Prints all that its callers see,
 * then how many calls failed for that, and ends with its input.
 */
public final class FailingService {
  static final String SECRET = "value-4711";
  static final String READY = "ready";

  private static final int THREADS = 4;
  private static final int CALLS_OF_A_THREAD = 25;

  private final String url;
  private final AtomicInteger tables = new AtomicInteger();
  private final AtomicInteger columns = new AtomicInteger();

  private FailingService(String url) {
    this.url = url;
  }

  /** A call of JDBC; what it returns is printed. */
  private interface Call {
    Object run() throws SQLException;
  }

  /**
   * @param arguments the URL
   */
  public static void main(String[] arguments) throws Exception {
    new FailingService(arguments[0]).run();
  }

  private void run() throws SQLException, InterruptedException, IOException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS person");
      statement.execute("CREATE TABLE person (id INT PRIMARY KEY, name VARCHAR(20))");
      plain(statement);
      prepared(connection);
      batches(connection, statement);
      inTransaction(connection, statement);
      fromSeveralThreads();
      whatIsNoFailureOfTheSchema(statement);
      show(
          "tables",
          () ->
              rows(
                  statement,
                  "SELECT table_name FROM information_schema.tables"
                      + " WHERE table_name IN ('NOTE', 'note', 'PERSON', 'person')"));
      System.out.println("failed for a table " + tables);
      System.out.println("failed for a column " + columns);
      System.out.println(READY);
      System.in.read();
    }
  }

  private void plain(Statement statement) {
    String select = "SELECT * FROM note WHERE text = '" + SECRET + "'";
    String insert = "INSERT INTO note (text) VALUES ('" + SECRET + "')";
    show("query", () -> rows(statement, select));
    show("execute", () -> statement.execute(insert));
    show("update", () -> statement.executeUpdate(insert));
    show("keys", () -> statement.executeUpdate(insert, Statement.RETURN_GENERATED_KEYS));
    show("column", () -> rows(statement, "SELECT nickname FROM person"));
    show("column of the target", () -> statement.executeUpdate("UPDATE person SET nickname = ''"));
    show("insert", () -> statement.executeUpdate("INSERT INTO person VALUES (1, 'a')"));
  }

  private void prepared(Connection connection) {
    show("prepared", () -> withText(connection, "SELECT id FROM note WHERE text = ?"));
    show("prepared column", () -> withText(connection, "SELECT id FROM person WHERE nick = ?"));
    show("prepared and whole", () -> withText(connection, "SELECT id FROM person WHERE name = ?"));
    show(
        "call",
        () -> {
          try (Statement call = connection.prepareCall("SELECT text FROM note")) {
            return ((PreparedStatement) call).execute();
          }
        });
  }

  private void batches(Connection connection, Statement statement) {
    show(
        "batch",
        () -> {
          statement.addBatch("INSERT INTO person VALUES (2, 'b')");
          statement.addBatch("INSERT INTO note (text) VALUES ('" + SECRET + "')");
          return statement.executeBatch().length;
        });
    show(
        "prepared batch",
        () -> {
          try (PreparedStatement insert =
              connection.prepareStatement("INSERT INTO note (text) VALUES (?)")) {
            for (int i = 0; i < 3; i++) {
              insert.setString(1, SECRET);
              insert.addBatch();
            }
            return insert.executeBatch().length;
          }
        });
  }

  private void inTransaction(Connection connection, Statement statement) throws SQLException {
    connection.setAutoCommit(false);
    show("first", () -> rows(statement, "SELECT * FROM note"));
    show("second", () -> statement.executeUpdate("INSERT INTO person VALUES (3, 'c')"));
    show("third", () -> rows(statement, "SELECT * FROM note"));
    show("before the rollback", () -> rows(statement, "SELECT id FROM person ORDER BY id"));
    connection.rollback();
    connection.setAutoCommit(true);
    show("after it", () -> rows(statement, "SELECT id FROM person ORDER BY id"));
  }

  private void fromSeveralThreads() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(this::failOften);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void failOften() {
    try (Connection connection = DriverManager.getConnection(url)) {
      for (int i = 0; i < CALLS_OF_A_THREAD; i++) {
        try {
          withText(connection, "SELECT id FROM note WHERE text = ?");
        } catch (SQLException e) {
          count(e);
        }
      }
    } catch (SQLException e) {
      System.out.println(CallerView.exception(e));
    }
  }

  private void whatIsNoFailureOfTheSchema(Statement statement) {
    show("syntax", () -> statement.execute("SELEC 1"));
    show("duplicate", () -> statement.executeUpdate("INSERT INTO person VALUES (1, 'again')"));
  }

  private static String withText(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, SECRET);
      try (ResultSet result = statement.executeQuery()) {
        return CallerView.rows(result);
      }
    }
  }

  private static String rows(Statement statement, String sql) throws SQLException {
    try (ResultSet result = statement.executeQuery(sql)) {
      return CallerView.rows(result);
    }
  }

  private void show(String name, Call call) {
    String seen;
    try {
      seen = String.valueOf(call.run());
    } catch (SQLException e) {
      count(e);
      seen = CallerView.exception(e);
    }
    System.out.println(name + ": " + seen);
  }

  private void count(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    if (state.matches("42S0[234]|42P01")) {
      tables.incrementAndGet();
    } else if (state.matches("42S22|42703")) {
      columns.incrementAndGet();
    }
  }
}

package io.schemamedic.dist.java8;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A service that writes down all that it sees: what calls return, whole stack traces, and what the
 * driver logs. Argument: the URL of an empty database.
 */
public final class ChattyService {
  private ChattyService() {}

  /** A call of JDBC; what it returns is printed. */
  private interface Call {
    Object run() throws SQLException;
  }

  /** Makes healthy and failing calls, one after the other. */
  public static void main(String[] arguments) throws SQLException {
    // The first one loads the driver, which logs where its loader is in memory.
    DriverManager.getConnection(arguments[0]).close();
    logEverything();
    try (Connection connection = DriverManager.getConnection(arguments[0]);
        Statement statement = connection.createStatement()) {
      show("healthy", () -> statement.execute("CREATE TABLE note (id int PRIMARY KEY)"));
      show("healthy", () -> statement.executeUpdate("INSERT INTO note VALUES (1)"));
      show("healthy", () -> rows(statement, "SELECT id FROM note"));
      show("failing", () -> statement.execute("SELECT * FROM nowhere"));
      show("failing", () -> rows(statement, "SELECT nothing FROM note"));
      show("failing", () -> statement.executeUpdate("INSERT INTO note VALUES (1)"));
      show("prepared", () -> withId(connection, "SELECT id FROM note WHERE id = ?"));
      show("prepared, failing", () -> withId(connection, "SELECT id FROM nowhere WHERE id = ?"));
      show("batch", () -> batch(connection, "INSERT INTO note VALUES (1 + ?)"));
      show("batch, failing", () -> batch(connection, "INSERT INTO nowhere VALUES (?)"));
      connection.setAutoCommit(false);
      show("first of a transaction", () -> rows(statement, "SELECT * FROM nowhere"));
      show("later in it", () -> rows(statement, "SELECT id FROM note"));
      connection.rollback();
      show("after it", () -> rows(statement, "SELECT id FROM note"));
      statement.execute("DROP TABLE note");
      connection.commit();
    }
  }

  /** To stderr, without what differs from run to run. */
  private static void logEverything() {
    DriverManager.setLogWriter(new PrintWriter(System.err, true));
    System.setProperty("java.util.logging.SimpleFormatter.format", "%4$s %2$s %5$s%6$s%n");
    Logger root = Logger.getLogger("");
    root.setLevel(Level.FINE);
    for (Handler handler : root.getHandlers()) {
      handler.setLevel(Level.FINE);
    }
  }

  private static Object rows(Statement statement, String sql) throws SQLException {
    try (ResultSet result = statement.executeQuery(sql)) {
      return rows(result);
    }
  }

  private static Object rows(ResultSet result) throws SQLException {
    StringBuilder rows = new StringBuilder(result.getMetaData().getColumnName(1));
    while (result.next()) {
      rows.append(' ').append(result.getString(1));
    }
    return rows;
  }

  private static Object withId(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, 1);
      try (ResultSet result = statement.executeQuery()) {
        return rows(result);
      }
    }
  }

  private static Object batch(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, 1);
      statement.addBatch();
      return statement.executeBatch().length;
    }
  }

  private static void show(String name, Call call) {
    System.out.print(name + ": ");
    try {
      System.out.println(call.run());
    } catch (SQLException e) {
      System.out.println(e.getMessage());
      for (PrintStream stream : new PrintStream[] {System.out, System.err}) {
        e.printStackTrace(stream);
        if (e.getNextException() != null) {
          e.getNextException().printStackTrace(stream);
        }
      }
    }
  }
}

package io.schemamedic.dist.program;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Calls every method of JDBC that executes something, many times each and always with success, and
 * prints how many bytes one call allocates: the least of all rounds. Argument: the URL of an empty
 * database. Meant for {@code -Xint}, where the number is what the bytecode says, without the
 * compiler's taking allocations away.
 */
public final class EveryMethod {
  private static final int ROUNDS = 30;
  private static final String INSERT = "INSERT INTO note VALUES (1)";

  /** The only choice by number that the driver takes. */
  private static final int[] NO_COLUMN = {};

  private static final String[] ID = {"id"};

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Connection connection;

  private EveryMethod(Connection connection) {
    this.connection = connection;
  }

  /** One call of the driver. */
  private interface Call {
    void run() throws SQLException;
  }

  /** Prints one line per method. */
  public static void main(String[] arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection(arguments[0])) {
      EveryMethod program = new EveryMethod(connection);
      program.createTable();
      program.ofStatement();
      program.ofPreparedStatement();
      program.ofCallableStatement();
      connection.setAutoCommit(false);
      program.ofTransaction();
    }
  }

  private void createTable() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS note (id int)");
      statement.execute("CREATE PROCEDURE keep() LANGUAGE sql AS 'INSERT INTO note VALUES (2)'");
    }
  }

  private void ofStatement() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int keys = Statement.RETURN_GENERATED_KEYS;
      measure("Statement.execute(String)", () -> statement.execute(INSERT));
      measure("Statement.execute(String,int)", () -> statement.execute(INSERT, keys));
      measure("Statement.execute(String,int[])", () -> statement.execute(INSERT, NO_COLUMN));
      measure("Statement.execute(String,String[])", () -> statement.execute(INSERT, ID));
      measure("Statement.executeUpdate(String)", () -> statement.executeUpdate(INSERT));
      measure("Statement.executeUpdate(String,int)", () -> statement.executeUpdate(INSERT, keys));
      measure(
          "Statement.executeUpdate(String,int[])",
          () -> statement.executeUpdate(INSERT, NO_COLUMN));
      measure(
          "Statement.executeUpdate(String,String[])", () -> statement.executeUpdate(INSERT, ID));
      measure("Statement.executeLargeUpdate(String)", () -> statement.executeLargeUpdate(INSERT));
      measure(
          "Statement.executeLargeUpdate(String,int)",
          () -> statement.executeLargeUpdate(INSERT, keys));
      measure(
          "Statement.executeLargeUpdate(String,int[])",
          () -> statement.executeLargeUpdate(INSERT, NO_COLUMN));
      measure(
          "Statement.executeLargeUpdate(String,String[])",
          () -> statement.executeLargeUpdate(INSERT, ID));
      measure("Statement.executeQuery(String)", () -> statement.executeQuery("SELECT 1").close());
      measure("Statement.executeBatch()", () -> batch(statement).executeBatch());
      measure("Statement.executeLargeBatch()", () -> batch(statement).executeLargeBatch());
    }
  }

  private void ofPreparedStatement() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO note VALUES (?) RETURNING id")) {
      statement.setInt(1, 3);
      measure("PreparedStatement.execute()", statement::execute);
      measure("PreparedStatement.executeQuery()", () -> statement.executeQuery().close());
    }
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO note VALUES (?)", ID)) {
      statement.setInt(1, 4);
      measure("PreparedStatement.executeUpdate()", statement::executeUpdate);
      measure("PreparedStatement.executeLargeUpdate()", statement::executeLargeUpdate);
      measure("PreparedStatement.executeBatch()", () -> batch(statement).executeBatch());
      measure("PreparedStatement.executeLargeBatch()", () -> batch(statement).executeLargeBatch());
    }
  }

  private void ofCallableStatement() throws SQLException {
    try (CallableStatement statement = connection.prepareCall("{call pg_backend_pid()}")) {
      measure("CallableStatement.executeQuery()", () -> statement.executeQuery().close());
    }
    try (CallableStatement statement = connection.prepareCall("CALL keep()")) {
      measure("CallableStatement.execute()", statement::execute);
      measure("CallableStatement.executeUpdate()", statement::executeUpdate);
      measure("CallableStatement.executeLargeUpdate()", statement::executeLargeUpdate);
      measure("CallableStatement.executeBatch()", () -> batch(statement).executeBatch());
      measure("CallableStatement.executeLargeBatch()", () -> batch(statement).executeLargeBatch());
    }
  }

  private void ofTransaction() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      measure(
          "transaction",
          () -> {
            statement.executeUpdate();
            statement.executeUpdate();
            connection.commit();
          });
    }
  }

  private static Statement batch(Statement statement) throws SQLException {
    statement.addBatch(INSERT);
    statement.addBatch(INSERT);
    return statement;
  }

  private static PreparedStatement batch(PreparedStatement statement) throws SQLException {
    statement.addBatch();
    statement.addBatch();
    return statement;
  }

  private void measure(String name, Call call) throws SQLException {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      call.run();
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    System.out.println(name + " " + least);
  }
}

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
 * Prints for every instrumented method how many bytes one successful call allocates: the least of
 * many rounds. Argument: the URL of an empty database. Meant for {@code -Xint}, where the number is
 * what the bytecode says, without the compiler's taking allocations away.
 */
public final class AllocationMeter {
  private static final int ROUNDS = 30;
  private static final String INSERT = "INSERT INTO note VALUES (1)";

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Connection connection;

  private AllocationMeter(Connection connection) {
    this.connection = connection;
  }

  /** One call of the driver. */
  private interface Call {
    void run() throws SQLException;
  }

  /** Prints one line per method. */
  public static void main(String[] arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection(arguments[0])) {
      new AllocationMeter(connection).measureAll();
    }
  }

  private void measureAll() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE note (id int)");
      measure("Statement.execute", () -> statement.execute(INSERT));
      measure("Statement.execute(keys)", () -> statement.execute(INSERT, new String[] {"id"}));
      measure("Statement.executeUpdate", () -> statement.executeUpdate(INSERT));
      measure("Statement.executeUpdate(int)", () -> statement.executeUpdate(INSERT, 1));
      measure("Statement.executeLargeUpdate", () -> statement.executeLargeUpdate(INSERT));
      measure("Statement.executeQuery", () -> statement.executeQuery("SELECT 1").close());
      measure("Statement.executeBatch", () -> batch(statement).executeBatch());
      measure("Statement.executeLargeBatch", () -> batch(statement).executeLargeBatch());
    }
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      measure("PreparedStatement.execute", statement::execute);
      measure("PreparedStatement.executeUpdate", statement::executeUpdate);
      measure("PreparedStatement.executeLargeUpdate", statement::executeLargeUpdate);
      measure("PreparedStatement.executeBatch", () -> preparedBatch(statement).executeBatch());
    }
    try (PreparedStatement statement = connection.prepareStatement("SELECT 1")) {
      measure("PreparedStatement.executeQuery", () -> statement.executeQuery().close());
    }
    try (CallableStatement statement = connection.prepareCall("{call pg_backend_pid()}")) {
      measure("CallableStatement.execute", statement::execute);
    }
  }

  private static Statement batch(Statement statement) throws SQLException {
    statement.addBatch(INSERT);
    statement.addBatch(INSERT);
    return statement;
  }

  private static Statement preparedBatch(PreparedStatement statement) throws SQLException {
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

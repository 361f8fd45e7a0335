package io.schemamedic.dist.drivers;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Calls that work, on any database, and how many bytes each allocates: the least of all rounds.
 * Meant for {@code -Xint}, where the number is what the bytecode says.
 */
public final class HealthyCalls {
  private static final int ROUNDS = 50;
  private static final String UPDATE = "UPDATE person SET name = 'b' WHERE id = 1";

  private HealthyCalls() {}

  /** A call of the driver. */
  private interface Call {
    void run() throws SQLException;
  }

  /**
   * @param arguments the URL
   */
  public static void main(String[] arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection(arguments[0]);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE person (id INT PRIMARY KEY, name VARCHAR(20))");
      measure("execute", () -> statement.execute(UPDATE));
      measure("executeUpdate", () -> statement.executeUpdate(UPDATE));
      measure("executeQuery", () -> statement.executeQuery("SELECT 1").close());
      measure("prepareStatement", () -> connection.prepareStatement(UPDATE).close());
      measure(
          "executeBatch",
          () -> {
            statement.addBatch(UPDATE);
            statement.executeBatch();
          });
      try (PreparedStatement prepared = connection.prepareStatement(UPDATE)) {
        measure("execute()", prepared::execute);
        measure("executeUpdate()", prepared::executeUpdate);
      }
    }
  }

  private static void measure(String name, Call call) throws SQLException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      call.run();
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    System.out.println(name + " " + least);
  }
}

package io.schemamedic.dist.program;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CyclicBarrier;

/**
 * Needs two classes of the driver for the first time at the same moment, on two threads, and then
 * makes a call that fails. Argument: the URL of an empty database.
 */
public final class TwoFirstClasses {
  private TwoFirstClasses() {}

  /** Prints the exception's SQLSTATE. */
  public static void main(String[] arguments) throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    Thread other = new Thread(() -> load("org.postgresql.copy.CopyManager", together));
    other.start();
    load("org.postgresql.jdbc.BatchResultHandler", together);
    other.join();
    try (Connection connection = DriverManager.getConnection(arguments[0]);
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT missing FROM pg_class");
    } catch (SQLException e) {
      System.out.println(e.getSQLState());
    }
  }

  private static void load(String name, CyclicBarrier together) {
    try {
      together.await();
      Class.forName(name);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.schemamedic.dist.program;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * One connection has the plan of a {@code SELECT *} on the server, another one meets a missing
 * column of the same table; then the first one goes on. Argument: URL. Prints how each statement of
 * the first connection ended, then {@code done}, and ends at the end of its input.
 */
public final class CachedPlan {
  private CachedPlan() {}

  /** Runs once. */
  public static void main(String[] arguments) throws SQLException, IOException {
    try (Connection planned = DriverManager.getConnection(arguments[0] + "&prepareThreshold=1");
        Connection other = DriverManager.getConnection(arguments[0]);
        PreparedStatement all = planned.prepareStatement("SELECT * FROM note");
        Statement statement = other.createStatement()) {
      planned.setAutoCommit(false);
      print(planned, all);
      print(planned, all);
      statement.executeUpdate("INSERT INTO note (id, added) VALUES (1, 'x')");
      print(planned, all);
      print(planned, all);
      System.out.println("done");
      while (System.in.read() >= 0) {
        continue;
      }
    }
  }

  private static void print(Connection connection, PreparedStatement statement)
      throws SQLException {
    try {
      statement.executeQuery().close();
      connection.commit();
      System.out.println("ok");
    } catch (SQLException e) {
      connection.rollback();
      System.out.println(e.getSQLState());
    }
  }
}

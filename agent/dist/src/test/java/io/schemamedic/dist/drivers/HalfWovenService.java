package io.schemamedic.dist.drivers;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Inserts into two tables that are missing, and meets a certain class of the driver in between. */
public final class HalfWovenService {
  private HalfWovenService() {}

  /**
   * @param arguments the URL and the name of the class
   */
  public static void main(String[] arguments)
      throws SQLException, IOException, ClassNotFoundException {
    try (Connection connection = DriverManager.getConnection(arguments[0]);
        Statement statement = connection.createStatement()) {
      insert(statement, "before");
      Class.forName(arguments[1]);
      insert(statement, "after");
      insert(statement, "after");
      System.out.println(FailingService.READY);
      System.in.read();
    }
  }

  private static void insert(Statement statement, String table) {
    try {
      System.out.println(
          table + " " + statement.executeUpdate("INSERT INTO " + table + " (id) VALUES (1)"));
    } catch (SQLException e) {
      System.out.println(table + " " + e.getSQLState());
    }
  }
}

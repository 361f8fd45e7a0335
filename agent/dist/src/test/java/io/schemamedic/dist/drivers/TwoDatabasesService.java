package io.schemamedic.dist.drivers;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A service that uses PostgreSQL and another database, and misses the same table in both. */
public final class TwoDatabasesService {
  private TwoDatabasesService() {}

  /**
   * @param arguments the URLs, in the order in which the databases are used
   */
  public static void main(String[] arguments) throws SQLException, IOException {
    for (String url : arguments) {
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement()) {
        System.out.println(statement.executeUpdate("INSERT INTO note (id, text) VALUES (1, 'a')"));
      } catch (SQLException e) {
        System.out.println(e.getSQLState());
      }
    }
    System.out.println(FailingService.READY);
    System.in.read();
  }
}

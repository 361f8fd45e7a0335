package io.schemamedic.dist.java8;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Uses every form of call once and prints what came of it; then returns from {@code main} and
 * leaves the connection open, as services do. Argument: the URL of an empty database.
 */
public final class SmallService {
  private SmallService() {}

  /** Prints one line per call. */
  @SuppressWarnings("MustBeClosedChecker")
  public static void main(String[] arguments) throws SQLException {
    Connection connection = DriverManager.getConnection(arguments[0]);
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE note (id int, text text)");
      System.out.println(statement.executeUpdate("INSERT INTO note VALUES (1, 'a')"));
      try {
        statement.executeQuery("SELECT missing FROM note");
      } catch (SQLException e) {
        System.out.println(e.getSQLState());
      }
    }
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO note (id) VALUES (?)")) {
      for (int i = 0; i < 3; i++) {
        statement.setInt(1, i);
        statement.addBatch();
      }
      System.out.println(statement.executeBatch().length);
    }
    try (PreparedStatement statement = connection.prepareStatement("SELECT count(*) FROM note");
        ResultSet result = statement.executeQuery()) {
      result.next();
      System.out.println(result.getInt(1));
    }
  }
}

package io.schemamedic.dist.java8;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Connects, says {@code ready}, and does nothing until its input ends. Argument: the URL of a
 * database.
 */
public final class ConnectedService {
  private ConnectedService() {}

  /** Waits. */
  public static void main(String[] arguments) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(arguments[0])) {
      System.out.println("ready");
      while (System.in.read() >= 0 && !connection.isClosed()) {
        // What comes is of no interest, only its end.
        continue;
      }
    }
  }
}

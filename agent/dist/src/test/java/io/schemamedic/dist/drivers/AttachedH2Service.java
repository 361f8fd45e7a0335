package io.schemamedic.dist.drivers;

import io.schemamedic.dist.program.SelfAttach;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A service on H2 whose driver is at work already when the agent comes. */
public final class AttachedH2Service {
  private AttachedH2Service() {}

  /**
   * @param arguments the agent's jar and its options
   */
  public static void main(String[] arguments) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
        Statement statement = connection.createStatement()) {
      fail(statement);
      SelfAttach.loadAgent(arguments[0], arguments[1]);
      SelfAttach.awaitEngine();
      fail(statement);
      System.out.println(FailingService.READY);
      System.in.read();
      SelfAttach.loadAgent(arguments[0], "detach");
      fail(statement);
      System.out.println("detached");
    }
  }

  private static void fail(Statement statement) {
    try {
      statement.execute("SELECT * FROM note");
      System.out.println("worked");
    } catch (SQLException e) {
      System.out.println(e.getSQLState());
    }
  }
}

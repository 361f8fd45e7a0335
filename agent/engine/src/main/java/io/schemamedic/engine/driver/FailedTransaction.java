package io.schemamedic.engine.driver;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What pgjdbc remembers of a failed transaction: the error that made it fail, which it names as the
 * cause of every later one ("current transaction is aborted").
 */
public final class FailedTransaction {
  private static final String CAUSE = "transactionFailCause";

  private FailedTransaction() {}

  /**
   * The caller does not hear of the second error, so the first has to be the cause of what it will
   * hear, as it would be if nothing had been repeated. Sends nothing; a driver that remembers
   * something else is let be.
   */
  public static void failedWith(SQLException first, SQLException second, Connection connection) {
    Object executor = Reflective.call(connection, "getQueryExecutor");
    if (executor != null) {
      Reflective.replace(
          executor, CAUSE, ServerErrorReader.carrier(second), ServerErrorReader.carrier(first));
    }
  }
}

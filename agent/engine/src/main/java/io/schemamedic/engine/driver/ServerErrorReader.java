package io.schemamedic.engine.driver;

import io.schemamedic.engine.failure.ServerError;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Reads PostgreSQL's error fields from pgjdbc's exception. By reflection on public methods, because
 * the service's driver lives in a class loader that ours cannot see.
 */
public final class ServerErrorReader {
  private static final String PSQL_EXCEPTION = "org.postgresql.util.PSQLException";

  private ServerErrorReader() {}

  /** The exception that carries the server's answer: the cause, for a batch. */
  public static SQLException carrier(SQLException thrown) {
    if (thrown instanceof BatchUpdateException) {
      if (thrown.getCause() instanceof SQLException) {
        return (SQLException) thrown.getCause();
      }
      SQLException next = thrown.getNextException();
      return next == null ? thrown : next;
    }
    return thrown;
  }

  /** The server's fields; null if the server sent none, or the exception is not pgjdbc's. */
  public static @Nullable ServerError read(SQLException carrier) {
    if (!carrier.getClass().getName().equals(PSQL_EXCEPTION)) {
      return null;
    }
    Object fields = Reflective.call(carrier, "getServerErrorMessage");
    if (fields == null) {
      return null;
    }
    Object position = Reflective.call(fields, "getPosition");
    return new ServerError(
        (String) Reflective.call(fields, "getMessage"),
        (String) Reflective.call(fields, "getRoutine"),
        position == null ? 0 : (Integer) position,
        (String) Reflective.call(fields, "getWhere"),
        (String) Reflective.call(fields, "getInternalQuery"));
  }
}

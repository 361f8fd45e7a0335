package io.schemamedic.demo.app;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's five-character states, as far as the backend tells them apart. */
public final class SqlStates {
  /** A row refers to one that is not there. */
  public static final String FOREIGN_KEY_VIOLATION = "23503";

  private SqlStates() {}

  /**
   * The state of the first database exception in the causes of {@code error}; null if there is
   * none.
   */
  public static @Nullable String of(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sqlException) {
        return sqlException.getSQLState();
      }
    }
    return null;
  }

  /**
   * Whether the state tells that the connection or the server is gone: class 08 (connection
   * exception) and 57P0x (shutdown, crash, starting up).
   */
  public static boolean isUnavailable(@Nullable String sqlState) {
    return sqlState != null && (sqlState.startsWith("08") || sqlState.startsWith("57P0"));
  }
}

package io.schemamedic.engine.driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What can be told about the service's failed statement without sending anything. */
public final class ServiceStatement {
  private final @Nullable Statement statement;
  private final Connection connection;

  /**
   * @param statement null for a copy, which has none
   */
  public ServiceStatement(@Nullable Statement statement, Connection connection) {
    this.statement = statement;
    this.connection = connection;
  }

  /** Null if there is none, or the statement has been closed meanwhile. */
  public @Nullable Duration queryTimeout() {
    if (statement == null) {
      return null;
    }
    // JDBC knows seconds, and pgjdbc rounds what was given in milliseconds up to them.
    Object millis = Reflective.call(statement, "getQueryTimeoutMs");
    if (millis instanceof Long) {
      return positive(Duration.ofMillis((Long) millis));
    }
    try {
      return positive(Duration.ofSeconds(statement.getQueryTimeout()));
    } catch (SQLException e) {
      return null;
    }
  }

  private static @Nullable Duration positive(Duration timeout) {
    return timeout.isZero() || timeout.isNegative() ? null : timeout;
  }

  /** What the service has closed meanwhile, on another thread; null if nothing. */
  public @Nullable String closed() {
    try {
      if (statement != null && statement.isClosed()) {
        return "the statement was closed";
      }
      return connection.isClosed() ? "the connection was closed" : null;
    } catch (SQLException e) {
      return "the statement was closed";
    }
  }
}

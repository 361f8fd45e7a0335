package io.schemamedic.engine.driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What can be told about the service's connection without sending anything: JDBC's own getters and
 * public methods of pgjdbc. Belongs to the calling thread.
 */
public final class ServiceConnection {
  private final Connection connection;

  public ServiceConnection(Connection connection) {
    this.connection = connection;
  }

  public Connection connection() {
    return connection;
  }

  /** pgjdbc answers from memory. */
  public boolean isAutoCommit() throws SQLException {
    return connection.getAutoCommit();
  }

  /** The URL without properties that came separately; null if the driver does not tell. */
  public @Nullable String url() throws SQLException {
    return connection.getMetaData().getURL();
  }

  /** The name of the role that logged in; null if the driver does not tell. */
  public @Nullable String user() throws SQLException {
    return connection.getMetaData().getUserName();
  }

  /**
   * The search_path in force, as PostgreSQL 18 and later report every change of it; null before 18,
   * where only a query could tell.
   */
  public @Nullable String reportedSearchPath() {
    return (String) Reflective.call(connection, "getParameterStatus", "search_path");
  }

  /**
   * Whether the session is on a standby, as PostgreSQL 14 and later report it; false before 14,
   * where only a query could tell.
   */
  public boolean isReportedOnStandby() {
    return "on".equals(Reflective.call(connection, "getParameterStatus", "in_hot_standby"));
  }

  /** The server's process id of the session; 0 if unknown. */
  public int backendPid() {
    Object pid = Reflective.call(connection, "getBackendPID");
    return pid == null ? 0 : (Integer) pid;
  }

  /** {@code IDLE}, {@code OPEN} or {@code FAILED} as of now; null if unknown. */
  public @Nullable String transactionState() {
    return text(Reflective.call(connection, "getTransactionState"));
  }

  /** {@code EXTENDED} unless configured otherwise; null if unknown. */
  public @Nullable String queryMode() {
    return text(Reflective.call(connection, "getPreferQueryMode"));
  }

  /** {@code NEVER} unless configured otherwise; null if unknown. */
  public @Nullable String autosave() {
    return text(Reflective.call(connection, "getAutosave"));
  }

  /**
   * Whether a backslash in an ordinary string is a letter like any other, as the server reports it;
   * false if unknown.
   */
  public boolean isBackslashPlain() {
    return Boolean.TRUE.equals(Reflective.call(connection, "getStandardConformingStrings"));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  /**
   * Keeps a statement, also one without parameters, from staying prepared on the server; a driver
   * that cannot is let be.
   */
  public static void neverKeepPrepared(Statement statement) {
    Reflective.set(statement, "setPrepareThreshold", 0);
  }
}

package io.schemamedic.cli.connect;

import static java.util.Objects.requireNonNull;

import io.schemamedic.cli.ExitCode;
import io.schemamedic.engine.log.LogLine;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The database could not be asked, or not to the end, so that nothing is known of it. The message
 * is one printable line for an operator, without the password.
 */
public final class DatabaseFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  private DatabaseFailure(ExitCode exitCode, String message, @Nullable Throwable cause) {
    super(LogLine.printable(message), cause);
    this.exitCode = exitCode;
  }

  /** Nobody answers, or we are not let in. */
  static DatabaseFailure unreachable(JdbcUrl url, SQLException error, String password) {
    String advice = advice(sqlState(error));
    return new DatabaseFailure(
        ExitCode.UNREACHABLE,
        "cannot connect to " + url + ": " + told(error, password) + advice,
        error);
  }

  /** The session has ended, or the work in it. */
  static DatabaseFailure during(JdbcUrl url, SQLException error, String password) {
    boolean lost = sqlState(error).startsWith("08") || sqlState(error).startsWith("57P");
    return lost
        ? new DatabaseFailure(
            ExitCode.UNREACHABLE,
            "lost the connection to " + url + ": " + told(error, password),
            error)
        : new DatabaseFailure(
            ExitCode.UNKNOWN,
            "cannot read the catalog of " + url + ": " + told(error, password),
            error);
  }

  /** Everything took longer than it may. */
  static DatabaseFailure tooSlow(JdbcUrl url, boolean connected, String timeout) {
    return new DatabaseFailure(
        connected ? ExitCode.UNKNOWN : ExitCode.UNREACHABLE,
        (connected ? "reading the catalog of " : "connecting to ")
            + url
            + " took longer than --timeout "
            + timeout,
        null);
  }

  /** 7 or 8. */
  public ExitCode exitCode() {
    return exitCode;
  }

  @Override
  public String getMessage() {
    return requireNonNull(super.getMessage());
  }

  private static String sqlState(SQLException error) {
    return error.getSQLState() == null ? "" : error.getSQLState();
  }

  /** The first line has what happened; further ones may quote data. */
  private static String told(SQLException error, String password) {
    String message = String.valueOf(error.getMessage());
    int end = message.indexOf('\n');
    String line = end < 0 ? message : message.substring(0, end);
    String known = password.isEmpty() ? line : line.replace(password, "***");
    return known + " (sqlstate " + sqlState(error) + ")";
  }

  private static String advice(String sqlState) {
    if (sqlState.startsWith("28")) {
      return "; look at --user, and at --password-file or SCHEMAMEDIC_PASSWORD";
    }
    return sqlState.startsWith("08") ? "; look at host and port in --url, and at the network" : "";
  }
}

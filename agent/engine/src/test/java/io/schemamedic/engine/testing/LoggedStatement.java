package io.schemamedic.engine.testing;

import java.util.List;

/**
 * One line of the server's log about a statement that ran.
 *
 * @param application the session's application name
 * @param pid the session's server process
 * @param message as the server wrote it, such as {@code execute <unnamed>: SELECT 1}
 * @param detail the bound values; empty if there are none
 */
public record LoggedStatement(String application, int pid, String message, String detail) {
  private static final String BEGUN = "^(statement|execute [^:]*|fastpath function call): ";

  /** The statement alone. */
  public String sql() {
    return message.substring(message.indexOf(": ") + 2);
  }

  /** Every step of a statement, and statements that failed, without how long it took. */
  static List<LoggedStatement> readConversations(TestDatabase database) {
    return ServerLog.read(
        database,
        "^(duration: .* ms  |error )",
        row ->
            new LoggedStatement(
                row.getString(1),
                row.getInt(2),
                row.getString(3).replaceFirst("^duration: .* ms  ", ""),
                row.getString(4)));
  }

  static List<LoggedStatement> readAll(TestDatabase database) {
    return read(database, BEGUN);
  }

  /** Also statements that failed. */
  static List<LoggedStatement> readWithErrors(TestDatabase database) {
    return read(database, BEGUN + "|^error ");
  }

  private static List<LoggedStatement> read(TestDatabase database, String message) {
    return ServerLog.read(
        database,
        message,
        row ->
            new LoggedStatement(
                row.getString(1), row.getInt(2), row.getString(3), row.getString(4)));
  }
}

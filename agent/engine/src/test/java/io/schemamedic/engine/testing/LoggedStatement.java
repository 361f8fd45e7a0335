package io.schemamedic.engine.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * One line of the server's log about a statement that ran.
 *
 * @param application the session's application name
 * @param pid the session's server process
 * @param message as the server wrote it, such as {@code execute <unnamed>: SELECT 1}
 * @param detail the bound values; empty if there are none
 */
public record LoggedStatement(String application, int pid, String message, String detail) {
  private static final int LONGEST_WAIT_MILLIS = 10_000;

  private static final String LOG =
      """
      WITH line AS MATERIALIZED (
        SELECT n, text::jsonb AS entry
        FROM string_to_table(pg_read_file('log/server.json'), E'\n')
          WITH ORDINALITY AS t (text, n)
        WHERE text LIKE '{%"dbname":"' || current_database() || '"%}')
      SELECT coalesce(entry ->> 'application_name', ''), (entry ->> 'pid')::int,
             entry ->> 'message', coalesce(entry ->> 'detail', '')
      FROM line
      WHERE entry ->> 'dbname' = current_database()
        AND entry ->> 'error_severity' = 'LOG'
        AND entry ->> 'message' ~ '^(statement|execute [^:]*|fastpath function call): '
        AND (entry ->> 'pid')::int <> pg_backend_pid()
      ORDER BY n
      """;

  /** The statement alone. */
  public String sql() {
    return message.substring(message.indexOf(": ") + 2);
  }

  static List<LoggedStatement> readAll(TestDatabase database) {
    try (Connection connection = database.connection()) {
      waitForLog(connection);
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(LOG)) {
        List<LoggedStatement> found = new ArrayList<>();
        while (rows.next()) {
          found.add(
              new LoggedStatement(
                  rows.getString(1), rows.getInt(2), rows.getString(3), rows.getString(4)));
        }
        return found;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot read the server's log", e);
    }
  }

  /**
   * Sessions hand their lines to a process that writes them, in the order of their coming: once a
   * line of ours is in the file, so is all that was logged before.
   */
  private static void waitForLog(Connection connection) throws SQLException {
    String marker = "marker " + UUID.randomUUID();
    try (Statement statement = connection.createStatement()) {
      statement.execute("DO $$ BEGIN RAISE LOG '" + marker + "'; END $$");
    }
    String wait =
        """
        DO $do$
        BEGIN
          FOR i IN 1..%d LOOP
            EXIT WHEN position('%s' IN pg_read_file('log/server.json')) > 0;
            PERFORM pg_sleep(0.01);
          END LOOP;
        END $do$"""
            .formatted(LONGEST_WAIT_MILLIS / 10, marker.replace("marker", "\"message\":\"marker"));
    try (PreparedStatement statement = connection.prepareStatement(wait)) {
      statement.execute();
    }
  }
}

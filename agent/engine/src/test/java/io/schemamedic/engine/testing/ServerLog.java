package io.schemamedic.engine.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the server has logged about the sessions of one database. */
final class ServerLog {
  private static final int LONGEST_WAIT_MILLIS = 10_000;

  private static final String LOG =
      """
      WITH line AS MATERIALIZED (
        SELECT n, text::jsonb AS entry
        FROM string_to_table(pg_read_file('log/server.json'), E'\n')
          WITH ORDINALITY AS t (text, n)
        WHERE text LIKE '{%"dbname":"' || current_database() || '"%}'),
      message AS (
        SELECT n, entry, CASE entry ->> 'error_severity'
            WHEN 'LOG' THEN entry ->> 'message'
            WHEN 'ERROR' THEN concat('error ', entry ->> 'state_code', ': ', entry ->> 'statement')
          END AS text
        FROM line)
      SELECT coalesce(entry ->> 'application_name', ''), (entry ->> 'pid')::int,
             text, coalesce(entry ->> 'detail', '')
      FROM message
      WHERE entry ->> 'dbname' = current_database()
        AND text ~ ?
        AND (entry ->> 'pid')::int <> pg_backend_pid()
      ORDER BY n
      """;

  private ServerLog() {}

  /** Makes something of one line: application, process, message, detail. */
  interface Line<T> {
    T of(ResultSet row) throws SQLException;
  }

  /**
   * Lines of level LOG in their order, and those of level ERROR as {@code error} with SQLSTATE and
   * statement.
   *
   * @param message a regular expression
   */
  static <T> List<T> read(TestDatabase database, String message, Line<T> line) {
    try (Connection connection = database.connection()) {
      waitForLog(connection);
      try (PreparedStatement query = connection.prepareStatement(LOG)) {
        query.setString(1, message);
        try (ResultSet rows = query.executeQuery()) {
          List<T> found = new ArrayList<>();
          while (rows.next()) {
            found.add(line.of(rows));
          }
          return found;
        }
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

package io.schemamedic.dist.scenario;

import io.schemamedic.dist.PgBouncer;
import io.schemamedic.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What other clients of a pooler find in the server's sessions. */
final class PooledSessions {
  /** All that outlives a transaction. */
  private static final String STATE =
      """
      SELECT pg_backend_pid(), concat_ws(E'\n',
        (SELECT string_agg(name || '=' || setting, E'\n' ORDER BY name) FROM pg_settings
         WHERE source = 'session' AND setting <> reset_val),
        (SELECT string_agg('prepared ' || statement, E'\n') FROM pg_prepared_statements),
        (SELECT string_agg('cursor ' || statement, E'\n') FROM pg_cursors WHERE name <> ''),
        (SELECT string_agg('temporary ' || relname, E'\n') FROM pg_class
         WHERE relnamespace = pg_my_temp_schema()),
        (SELECT string_agg('listens ' || c, E'\n') FROM pg_listening_channels() AS c),
        (SELECT string_agg('advisory lock ' || objid, E'\n') FROM pg_locks
         WHERE pid = pg_backend_pid() AND locktype = 'advisory'),
        'as ' || current_user || ' of ' || session_user)
      """;

  private PooledSessions() {}

  /** The state of each of the server's sessions, by its process. */
  static SortedMap<Integer, String> read(PgBouncer pooler, TestDatabase database, int sessions)
      throws SQLException {
    SortedMap<Integer, String> states = new TreeMap<>();
    List<Connection> clients = new ArrayList<>();
    try {
      for (int i = 0; i < sessions; i++) {
        Connection client = DriverManager.getConnection(pooler.url(database.name()));
        clients.add(client);
        // A transaction keeps its session, so that the next client gets another one.
        client.setAutoCommit(false);
        try (Statement statement = client.createStatement()) {
          // As every client of this driver does, in whatever session it meets first.
          statement.execute("SET extra_float_digits = 3");
          try (ResultSet row = statement.executeQuery(STATE)) {
            row.next();
            states.put(row.getInt(1), row.getString(2));
          }
        }
      }
      for (Connection client : clients) {
        client.commit();
      }
    } finally {
      for (Connection client : clients) {
        client.close();
      }
    }
    return states;
  }
}

package io.schemamedic.compatibility.program;

import io.schemamedic.dist.program.CallerView;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Scenes in which the caller gets its exception. */
final class FailingCalls {
  private FailingCalls() {}

  /** A call that may fail. */
  private interface Call {
    void run() throws SQLException;
  }

  static List<String> laterInTransaction(PooledSource source) throws SQLException {
    List<String> seen = new ArrayList<>();
    try (Connection connection = source.borrow()) {
      SameSession session = SameSession.begin(connection);
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate("INSERT INTO present (id) VALUES (1)");
        add(seen, () -> statement.executeUpdate("INSERT INTO later (id, note) VALUES (1, 'x')"));
      }
      connection.rollback();
      connection.setAutoCommit(true);
      seen.add(session.end(connection));
    }
    return seen;
  }

  static List<String> undeclared(PooledSource source) throws SQLException {
    List<String> seen = new ArrayList<>();
    try (Connection connection = source.borrow()) {
      SameSession session = SameSession.begin(connection);
      try (Statement statement = connection.createStatement()) {
        add(seen, () -> statement.executeQuery("SELECT id FROM nobody_declared_me").close());
      }
      try (PreparedStatement statement =
          connection.prepareStatement("INSERT INTO nobody_declared_me (id) VALUES (?)")) {
        for (int id = 1; id <= 2; id++) {
          statement.setInt(1, id);
          statement.addBatch();
        }
        add(seen, statement::executeBatch);
      }
      seen.add(session.end(connection));
    }
    return seen;
  }

  /** The server ends the session, which every pool has to notice. */
  static List<String> lostSession(PooledSource source) throws SQLException {
    try (Connection connection = source.borrow();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_terminate_backend(pg_backend_pid())");
      return List.of("still there");
    } catch (SQLException e) {
      return List.of(e.getSQLState());
    }
  }

  private static void add(List<String> seen, Call call) {
    try {
      call.run();
      seen.add("no exception");
    } catch (SQLException e) {
      seen.addAll(List.of(CallerView.exception(e).split("\n")));
    }
  }
}

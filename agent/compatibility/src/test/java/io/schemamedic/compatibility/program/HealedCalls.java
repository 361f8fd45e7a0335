package io.schemamedic.compatibility.program;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGStatement;

/** Scenes that the agent lets succeed. Each has a table of its own. */
final class HealedCalls {
  private HealedCalls() {}

  static List<String> autocommit(PooledSource source) throws SQLException {
    try (Connection connection = source.borrow()) {
      SameSession session = SameSession.begin(connection);
      String updated;
      try (Statement statement = connection.createStatement()) {
        updated =
            "updated " + statement.executeUpdate("INSERT INTO missing (id, note) VALUES (1, 'x')");
      }
      return List.of(updated, session.end(connection));
    }
  }

  static List<String> nextTransaction(PooledSource source) throws SQLException {
    return inTransaction(
        source,
        "INSERT INTO present (id) VALUES (2)",
        "INSERT INTO later (id, note) VALUES (2, 'x')");
  }

  static List<String> firstInTransaction(PooledSource source) throws SQLException {
    return inTransaction(
        source,
        "INSERT INTO first (id, note) VALUES (1, 'x')",
        "INSERT INTO present (id) VALUES (3)");
  }

  private static List<String> inTransaction(PooledSource source, String... inserts)
      throws SQLException {
    List<String> seen = new ArrayList<>();
    try (Connection connection = source.borrow()) {
      SameSession session = SameSession.begin(connection);
      connection.setAutoCommit(false);
      for (String insert : inserts) {
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
          seen.add("updated " + statement.executeUpdate());
        }
      }
      connection.commit();
      connection.setAutoCommit(true);
      seen.add(session.end(connection));
    }
    return seen;
  }

  static List<String> batch(PooledSource source) throws SQLException {
    try (Connection connection = source.borrow()) {
      SameSession session = SameSession.begin(connection);
      String updated;
      try (PreparedStatement statement =
          connection.prepareStatement("INSERT INTO batch (id, note) VALUES (?, ?)")) {
        for (int id = 1; id <= 3; id++) {
          statement.setInt(1, id);
          statement.setString(2, "entry " + id);
          statement.addBatch();
        }
        updated = "updated " + Arrays.toString(statement.executeBatch());
      }
      return List.of(updated, session.end(connection));
    }
  }

  /**
   * The same text prepared again and again, often enough to become a prepared statement of the
   * server. Where the pool keeps statements, it is the healed one that is used again.
   */
  static List<String> cachedStatement(PooledSource source) throws SQLException {
    try (Connection connection = source.borrow()) {
      SameSession session = SameSession.begin(connection);
      int updated = 0;
      PGStatement first = null;
      boolean same = true;
      for (int id = 1; id <= 7; id++) {
        try (PreparedStatement statement =
            connection.prepareStatement("INSERT INTO cached (id, note) VALUES (?, ?)")) {
          PGStatement driver = statement.unwrap(PGStatement.class);
          first = first == null ? driver : first;
          same &= driver == first;
          statement.setInt(1, id);
          statement.setString(2, "x");
          updated += statement.executeUpdate();
        }
      }
      return List.of(
          "updated " + updated,
          same ? "statement kept" : "new statements",
          session.end(connection));
    }
  }

  /**
   * One session has a plan of a table on the server when the call of another adds a column to it.
   */
  static List<String> stalePlan(PooledSource source) throws SQLException {
    try (Connection planned = source.borrow();
        Connection other = source.borrow();
        PreparedStatement all = planned.prepareStatement("SELECT * FROM planned");
        Statement statement = other.createStatement()) {
      SameSession session = SameSession.begin(planned);
      planned.setAutoCommit(false);
      for (int i = 0; i < 7; i++) {
        all.executeQuery().close();
        planned.commit();
      }
      int updated = statement.executeUpdate("INSERT INTO planned (id, note) VALUES (1, 'x')");
      int columns;
      try (ResultSet rows = all.executeQuery()) {
        columns = rows.getMetaData().getColumnCount();
      }
      planned.commit();
      planned.setAutoCommit(true);
      return List.of("updated " + updated, columns + " columns", session.end(planned));
    }
  }

  /** All meet the same gap with their sessions at hand. */
  static List<String> manyAtOnce(PooledSource source) throws InterruptedException {
    CyclicBarrier everyoneReady = new CyclicBarrier(PooledSource.SESSIONS);
    ExecutorService callers = Executors.newFixedThreadPool(PooledSource.SESSIONS);
    List<Future<String>> calls = new ArrayList<>();
    for (int id = 1; id <= PooledSource.SESSIONS; id++) {
      int own = id;
      calls.add(callers.submit(() -> oneOfMany(source, own, everyoneReady)));
    }
    callers.shutdown();
    Map<String, Integer> ends = new TreeMap<>();
    for (Future<String> call : calls) {
      ends.merge(end(call), 1, Integer::sum);
    }
    return ends.entrySet().stream().map(end -> end.getValue() + " " + end.getKey()).toList();
  }

  private static String end(Future<String> call) throws InterruptedException {
    try {
      return call.get();
    } catch (ExecutionException e) {
      return String.valueOf(e.getCause());
    }
  }

  private static String oneOfMany(PooledSource source, int id, CyclicBarrier everyoneReady)
      throws Exception {
    try (Connection connection = source.borrow()) {
      SameSession session = SameSession.begin(connection);
      String updated;
      try (PreparedStatement statement =
          connection.prepareStatement("INSERT INTO many (id, note) VALUES (?, 'x')")) {
        statement.setInt(1, id);
        everyoneReady.await(30, TimeUnit.SECONDS);
        updated = "updated " + statement.executeUpdate();
      }
      return updated + ", " + session.end(connection);
    }
  }
}

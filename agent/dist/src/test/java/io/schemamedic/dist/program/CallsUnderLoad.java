package io.schemamedic.dist.program;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Callers that never pause: statements, prepared ones that live for ever, batches, transactions and
 * new connections. Each call is one that works, or one that fails in a way that no agent heals.
 */
final class CallsUnderLoad {
  private static final int ROUNDS_OF_A_CONNECTION = 200;

  /** Leaves the processor some time for who attaches. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final String url;
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  CallsUnderLoad(String url) {
    this.url = url;
  }

  void start(int callers) {
    for (int i = 0; i < callers; i++) {
      Thread thread = new Thread(this::call, "caller-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  void end() throws InterruptedException {
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  long calls() {
    return calls.get();
  }

  long failures() {
    return failures.get();
  }

  /** Calls that failed and should not have, or the other way round, or otherwise. */
  List<String> surprises() {
    return List.copyOf(surprises);
  }

  private void call() {
    while (!over) {
      try (Connection connection = DriverManager.getConnection(url);
          Statement plain = connection.createStatement();
          PreparedStatement insert =
              connection.prepareStatement("INSERT INTO load (id) VALUES (?)");
          PreparedStatement nowhere = connection.prepareStatement("SELECT ? FROM nowhere")) {
        for (int i = 0; i < ROUNDS_OF_A_CONNECTION && !over; i++) {
          round(connection, plain, insert, nowhere);
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      } catch (SQLException e) {
        surprises.add("connection " + e);
      }
    }
  }

  private void round(
      Connection connection, Statement plain, PreparedStatement insert, PreparedStatement nowhere)
      throws SQLException {
    insert.setInt(1, 1);
    works(insert.executeUpdate() == 1);
    try (ResultSet rows = plain.executeQuery("SELECT count(*) FROM load WHERE id < 0")) {
      works(rows.next() && rows.getInt(1) == 0);
    }
    fails("42P01", () -> plain.executeQuery("SELECT id FROM nowhere"));
    fails("42703", () -> plain.executeUpdate("UPDATE load SET nothing = 1"));
    nowhere.setInt(1, 1);
    fails("42P01", nowhere::executeQuery);
    fails("22012", () -> plain.execute("SELECT 1/0"));
    batch(plain);
    connection.setAutoCommit(false);
    works(plain.executeUpdate("INSERT INTO load (id) VALUES (2)") == 1);
    fails("42P01", () -> plain.execute("INSERT INTO nowhere VALUES (1)"));
    fails("25P02", () -> plain.execute("SELECT 1"));
    connection.rollback();
    connection.setAutoCommit(true);
  }

  private void batch(Statement plain) throws SQLException {
    plain.addBatch("INSERT INTO load (id) VALUES (3)");
    plain.addBatch("INSERT INTO nowhere (id) VALUES (3)");
    try {
      plain.executeBatch();
      surprises.add("batch worked");
    } catch (BatchUpdateException e) {
      count("42P01", e);
    }
  }

  private void works(boolean asExpected) {
    calls.incrementAndGet();
    if (!asExpected) {
      surprises.add("another result");
    }
  }

  private void fails(String sqlState, Call call) {
    try {
      call.run();
      surprises.add(sqlState + " worked");
    } catch (SQLException e) {
      count(sqlState, e);
    }
  }

  private void count(String sqlState, SQLException thrown) {
    calls.incrementAndGet();
    failures.incrementAndGet();
    if (!sqlState.equals(thrown.getSQLState())) {
      surprises.add(sqlState + " became " + thrown);
    }
  }

  private interface Call {
    Object run() throws SQLException;
  }
}

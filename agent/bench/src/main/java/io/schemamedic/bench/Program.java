package io.schemamedic.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;

/**
 * The programs that are measured, each in a process of its own. The last line printed is {@code
 * RESULT} with what the process itself can tell: milliseconds of CPU since its start, and
 * microseconds of the call that the program is about.
 */
public final class Program {
  private static final int CALLS = 2_000;

  private Program() {}

  /** The name of the program, then the URL of the database. */
  public static void main(String[] arguments) throws SQLException {
    long callMicros =
        switch (arguments[0]) {
          case "hello" -> 0;
          case "small-service" -> smallService(arguments[1]);
          case "healthy-calls" -> calls(arguments[1], "SELECT id FROM bench WHERE id = ?");
          case "failing-calls" ->
              calls(arguments[1], "SELECT id FROM nobody_declared_this WHERE id = ?");
          case "healed-call" -> firstCall(arguments[1], false);
          case "by-hand" -> firstCall(arguments[1], true);
          default -> throw new IllegalArgumentException(arguments[0]);
        };
    long cpuMillis =
        ProcessHandle.current().info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
    System.out.printf(Locale.ROOT, "RESULT %d %d%n", cpuMillis, callMicros);
  }

  /** From nothing to the first query through a pool, as a service starts. */
  private static long smallService(String url) throws SQLException {
    long began = System.nanoTime();
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(2);
    try (HikariDataSource pool = new HikariDataSource(config);
        Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT 1")) {
      row.next();
      return micros(began);
    }
  }

  /** The mean of many calls of one prepared statement, after as many to warm up. */
  private static long calls(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      repeat(statement);
      long began = System.nanoTime();
      repeat(statement);
      return micros(began) / CALLS;
    }
  }

  private static void repeat(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < CALLS; i++) {
      statement.setInt(1, i);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
      } catch (SQLException e) {
        if (!"42P01".equals(e.getSQLState())) {
          throw e;
        }
      }
    }
  }

  /**
   * One insert that needs a column which is not there: added by the agent, or typed by hand before.
   */
  private static long firstCall(String url, boolean byHand) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS public.gap");
      statement.execute("CREATE TABLE public.gap (id int PRIMARY KEY)");
      // Whatever the agent does once for its own start is over after the first failing call.
      try {
        statement.execute("SELECT 1 FROM nobody_declared_this");
      } catch (SQLException e) {
        if (!"42P01".equals(e.getSQLState())) {
          throw e;
        }
      }
      long began = System.nanoTime();
      if (byHand) {
        try (Connection second = DriverManager.getConnection(url);
            Statement ddl = second.createStatement()) {
          ddl.execute("ALTER TABLE public.gap ADD COLUMN note text");
        }
      }
      statement.executeUpdate("INSERT INTO public.gap (id, note) VALUES (1, 'x')");
      return micros(began);
    }
  }

  private static long micros(long began) {
    return (System.nanoTime() - began) / 1_000;
  }
}

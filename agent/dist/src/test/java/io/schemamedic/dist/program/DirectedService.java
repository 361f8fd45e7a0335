package io.schemamedic.dist.program;

import static java.util.Objects.requireNonNull;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/**
 * A service on a pool that does what it is told, line by line, each call on a thread of its own.
 * Arguments: URL, size of the pool. Says {@code ready} when it has a connection.
 *
 * <p>{@code call ID TIMEOUT SQL} executes once, with a query timeout in seconds or 0 for none, and
 * answers {@code ID ok|SQLSTATE MILLIS INTERRUPTED PID}: how it ended, how long it took, whether
 * the thread's interrupt flag is set afterwards, and which server process was asked. {@code many ID
 * TIMES SQL} executes as often, and answers {@code ID OK FAILED MILLIS}; in the SQL a {@code
 * <name>} is a random name, another one each time, and {@code <number>} counts from 0. {@code
 * interrupt ID} interrupts the thread of a call. {@code cost ID} answers {@code ID CPUMILLIS
 * HEAPBYTES}: what the process has used so far, and what is left in use after a collection. Ends at
 * the end of its input.
 */
public final class DirectedService {
  private static final String ENDED_WELL = "ok";

  private final HikariDataSource pool;
  private final Map<String, Thread> threads = new HashMap<>();

  private DirectedService(HikariDataSource pool) {
    this.pool = pool;
  }

  /** Follows its input. */
  public static void main(String[] arguments) throws IOException, SQLException {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(arguments[0]);
      pool.setMaximumPoolSize(Integer.parseInt(arguments[1]));
      pool.setConnectionTimeout(5_000);
      pool.getConnection().close();
      System.out.println("ready");
      new DirectedService(pool).follow();
    }
  }

  private void follow() throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String[] words = line.split(" ", 4);
      switch (words[0]) {
        case "call":
          begin(words[1], () -> call(words[1], Integer.parseInt(words[2]), words[3]));
          break;
        case "many":
          begin(words[1], () -> many(words[1], Integer.parseInt(words[2]), words[3]));
          break;
        case "interrupt":
          requireNonNull(threads.get(words[1])).interrupt();
          break;
        case "cost":
          begin(words[1], () -> cost(words[1]));
          break;
        default:
          throw new IllegalArgumentException(line);
      }
    }
  }

  private void begin(String id, Runnable work) {
    Thread thread = new Thread(work, id);
    thread.setDaemon(true);
    threads.put(id, thread);
    thread.start();
  }

  private void call(String id, int timeoutSeconds, String sql) {
    String ended;
    int backend = 0;
    long began = System.nanoTime();
    try (Connection connection = pool.getConnection()) {
      backend = connection.unwrap(PGConnection.class).getBackendPID();
      began = System.nanoTime();
      ended = execute(connection, timeoutSeconds, sql);
    } catch (SQLException e) {
      ended = "no-connection";
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    boolean interrupted = Thread.currentThread().isInterrupted();
    System.out.println(id + " " + ended + " " + millis + " " + interrupted + " " + backend);
  }

  private static String execute(Connection connection, int timeoutSeconds, String sql)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(timeoutSeconds);
      try {
        statement.execute(sql);
        return ENDED_WELL;
      } catch (SQLException e) {
        return String.valueOf(e.getSQLState());
      }
    }
  }

  private static String filled(String sql, int number) {
    return sql.indexOf('<') < 0
        ? sql
        : sql.replace(
                "<name>", "x" + Long.toHexString(ThreadLocalRandom.current().nextLong() >>> 1))
            .replace("<number>", Integer.toString(number));
  }

  private static void cost(String id) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpuMillis = TimeUnit.NANOSECONDS.toMillis(system.getProcessCpuTime());
    System.gc();
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    System.out.println(id + " " + cpuMillis + " " + used);
  }

  private void many(String id, int times, String sql) {
    int well = 0;
    long began = System.nanoTime();
    try (Connection connection = pool.getConnection()) {
      for (int i = 0; i < times; i++) {
        well += execute(connection, 0, filled(sql, i)).equals(ENDED_WELL) ? 1 : 0;
      }
    } catch (SQLException e) {
      System.out.println(id + " no-connection");
      return;
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    System.out.println(id + " " + well + " " + (times - well) + " " + millis);
  }
}

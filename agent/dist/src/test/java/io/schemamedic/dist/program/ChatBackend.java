package io.schemamedic.dist.program;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.postgresql.PGConnection;

/**
 * The three chat backends under load: all callers, each with a connection of the pool in hand, send
 * the same kind of statement at the same moment. Arguments: URL, {@link Pattern}, number of
 * callers, name of this process.
 *
 * <p>Says {@code ready} and waits for a line; then {@code stored TABLE KEY} for every row of a call
 * that returned normally, {@code failed ...} for every call that did not, {@code backends N} for
 * the number of server processes that served it, and {@code done}. Ends at the end of its input.
 */
public final class ChatBackend {
  private static final int LONGEST_STEP_SECONDS = 40;

  private final HikariDataSource pool;
  private final Pattern pattern;
  private final int callers;
  private final String name;
  private final CyclicBarrier together;
  private final Queue<String> report = new ConcurrentLinkedQueue<>();
  private final Set<Integer> backends = ConcurrentHashMap.newKeySet();

  private ChatBackend(HikariDataSource pool, Pattern pattern, int callers, String name) {
    this.pool = pool;
    this.pattern = pattern;
    this.callers = callers;
    this.name = name;
    this.together = new CyclicBarrier(callers);
  }

  /** One use of a connection. */
  private interface Work {
    void with(Connection connection) throws SQLException;
  }

  /** Runs the load once. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int callers = Integer.parseInt(arguments[2]);
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(arguments[0]);
      pool.setMaximumPoolSize(callers);
      new ChatBackend(pool, Pattern.valueOf(arguments[1]), callers, arguments[3]).run();
    }
  }

  private void run() throws IOException, InterruptedException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    everybody(number -> List.of(connection -> {}));
    System.out.println("ready");
    input.readLine();
    everybody(this::stepsOf);
    report.forEach(System.out::println);
    System.out.println("backends " + backends.size());
    System.out.println("done");
    while (input.readLine() != null) {
      continue;
    }
  }

  private List<Work> stepsOf(int number) {
    boolean odd = number % 2 == 1;
    List<Work> steps = new ArrayList<>();
    for (ChatTable table : pattern.readsFirst(number)) {
      steps.add(connection -> Pattern.read(connection, table, odd));
    }
    for (ChatTable table : ChatSystems.TABLES) {
      steps.add(connection -> store(connection, table, name + "-" + number, odd));
    }
    return steps;
  }

  private void store(Connection connection, ChatTable table, String caller, boolean odd)
      throws SQLException {
    int rows = pattern.store(connection, table, caller, odd);
    for (int row = 0; row < rows; row++) {
      report.add("stored " + table.name() + " " + ChatTable.key(caller, table.name(), row));
    }
  }

  private void everybody(IntFunction<List<Work>> steps) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int number = 0; number < callers; number++) {
      List<Work> own = steps.apply(number);
      threads.add(new Thread(() -> walk(own), name + "-" + number));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void walk(List<Work> steps) {
    for (Work step : steps) {
      try (Connection connection = pool.getConnection()) {
        backends.add(connection.unwrap(PGConnection.class).getBackendPID());
        together.await(LONGEST_STEP_SECONDS, TimeUnit.SECONDS);
        step.with(connection);
      } catch (Exception e) {
        report.add("failed " + Thread.currentThread().getName() + " " + e);
      }
    }
  }
}

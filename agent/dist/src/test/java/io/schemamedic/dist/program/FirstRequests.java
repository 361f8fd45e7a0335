package io.schemamedic.dist.program;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A service that has several requests as soon as it is there. Each is a transaction whose second
 * statement needs what the first does not. Prints what became of each.
 */
public final class FirstRequests {
  private static final int REQUESTS = 3;

  private FirstRequests() {}

  /**
   * @param arguments the URL
   */
  public static void main(String[] arguments) throws Exception {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(arguments[0]);
    config.setMaximumPoolSize(REQUESTS);
    ExecutorService requests = Executors.newFixedThreadPool(REQUESTS);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      List<Callable<String>> calls = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        int number = i;
        calls.add(() -> request(pool, number));
      }
      for (Future<String> call : requests.invokeAll(calls)) {
        System.out.println(call.get());
      }
    } finally {
      requests.shutdown();
    }
  }

  private static String request(HikariDataSource pool, int number) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("INSERT INTO customers VALUES (" + number + ")");
        statement.execute(
            "INSERT INTO orders (id, customer, note) VALUES (" + number + ", " + number + ", 'x')");
        connection.commit();
        return "done";
      } catch (SQLException e) {
        connection.rollback();
        return "failed " + e.getSQLState();
      }
    }
  }
}

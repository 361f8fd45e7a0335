package io.schemamedic.dist.program;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * The one connection of a pool has the plan of a statement on the server, another connection
 * changes the table, or meets a missing column of it; then the first one goes on, in a transaction.
 * Argument: URL.
 *
 * <p>A line of its input is, with tabs between: {@code query}, {@code keys}, {@code batch} or
 * {@code batch-keys} for how the statement is run; further parameters of the URL; the statement;
 * what the other connection executes; what the transaction executes before the statement, or
 * nothing. It answers how the statement ended, as {@code ok} and the number of rows, keys or
 * counts, or as SQLSTATE, and whether the pool has {@code kept} or {@code lost} the connection.
 * Ends at the end of its input.
 */
public final class CachedPlan {
  private final String url;

  private CachedPlan(String url) {
    this.url = url;
  }

  /** Follows its input. */
  public static void main(String[] arguments) throws SQLException, IOException {
    CachedPlan program = new CachedPlan(arguments[0]);
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String[] parts = line.split("\t", -1);
      System.out.println(program.run(parts[0], parts[1], parts[2], parts[3], parts[4]));
    }
  }

  private String run(String form, String parameters, String sql, String meanwhile, String before)
      throws SQLException {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(url + "&prepareThreshold=1" + parameters);
      pool.setMaximumPoolSize(1);
      pool.setAutoCommit(false);
      int backend = backend(pool);
      // Prepared with the first, bound to what is prepared with the second.
      transaction(pool, form, sql, "");
      transaction(pool, form, sql, "");
      try (Connection other = DriverManager.getConnection(url);
          Statement statement = other.createStatement()) {
        statement.execute(meanwhile);
      }
      String end = transaction(pool, form, sql, before);
      return end + (backend(pool) == backend ? " kept" : " lost");
    }
  }

  private static int backend(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return connection.unwrap(PGConnection.class).getBackendPID();
    }
  }

  private static String transaction(HikariDataSource pool, String form, String sql, String before)
      throws SQLException {
    try (Connection connection = pool.getConnection()) {
      if (!before.isEmpty()) {
        try (Statement first = connection.createStatement()) {
          first.execute(before);
        }
      }
      String end = execute(connection, form, sql);
      connection.commit();
      return end;
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }

  private static String execute(Connection connection, String form, String sql)
      throws SQLException {
    boolean keys = form.endsWith("keys");
    try (PreparedStatement statement =
        connection.prepareStatement(
            sql, keys ? Statement.RETURN_GENERATED_KEYS : Statement.NO_GENERATED_KEYS)) {
      if (form.startsWith("batch")) {
        statement.addBatch();
        statement.addBatch();
        int counts = statement.executeBatch().length;
        return "ok " + (keys ? rows(statement.getGeneratedKeys()) : counts);
      }
      if (keys) {
        statement.executeUpdate();
        return "ok " + rows(statement.getGeneratedKeys());
      }
      return "ok " + rows(statement.executeQuery());
    }
  }

  private static int rows(ResultSet result) throws SQLException {
    int rows = 0;
    try (ResultSet closing = result) {
      while (closing.next()) {
        rows++;
      }
    }
    return rows;
  }
}

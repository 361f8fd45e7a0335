package io.schemamedic.dist.load;

import io.schemamedic.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Somebody else, who uses a table all the while. */
final class Bystander {
  /** Its application name. */
  static final String NAME = "bystander";

  private Bystander() {}

  /** Executes again and again until the other one is done; how long the longest time took. */
  static long longestMillisUntil(Future<?> done, TestDatabase database, String sql)
      throws SQLException {
    long longest = 0;
    try (Connection connection =
            DriverManager.getConnection(database.url() + "&ApplicationName=" + NAME);
        Statement statement = connection.createStatement()) {
      while (!done.isDone()) {
        long began = System.nanoTime();
        statement.execute(sql);
        longest = Math.max(longest, System.nanoTime() - began);
      }
    }
    return TimeUnit.NANOSECONDS.toMillis(longest);
  }
}

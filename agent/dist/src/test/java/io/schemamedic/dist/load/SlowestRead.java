package io.schemamedic.dist.load;

import io.schemamedic.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What somebody else notices who reads a table all the while. */
final class SlowestRead {
  private SlowestRead() {}

  /** Reads again and again until the other one is done; how long the longest read took. */
  static long millisUntil(Future<?> done, TestDatabase database, String table) throws SQLException {
    long longest = 0;
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      while (!done.isDone()) {
        long began = System.nanoTime();
        try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
          row.next();
        }
        longest = Math.max(longest, System.nanoTime() - began);
      }
    }
    return TimeUnit.NANOSECONDS.toMillis(longest);
  }
}

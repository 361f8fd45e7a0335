package io.schemamedic.dist.once;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The ways to read, and what has to be found. */
final class Reads {
  private static final String OWN = "SELECT row_id, note FROM %s WHERE caller = ? AND seq = ?";
  private static final String CHILDREN =
      "SELECT row_id FROM " + Tables.CHILD + " WHERE caller = ? AND seq = ?";

  private Reads() {}

  /** What an earlier call has stored, or nothing, in a table that may have vanished since. */
  static void earlier(Connection connection, Call call) throws SQLException {
    @Nullable Remembered earlier = call.earlier();
    if (earlier == null || call.dice().percent(40)) {
      rows(connection, call, OWN.formatted(call.dice().oneOf(Tables.FRESH)), call.seq(), 0);
    } else {
      rows(connection, call, OWN.formatted(earlier.table()), earlier.seq(), earlier.rows());
    }
  }

  /** None yet. */
  static void children(Connection connection, Call call) throws SQLException {
    rows(connection, call, CHILDREN, call.seq(), 0);
  }

  private static void rows(Connection connection, Call call, String sql, long seq, int expected)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, call.caller());
      statement.setLong(2, seq);
      try (ResultSet result = call.run(connection, statement::executeQuery)) {
        int found = 0;
        while (result.next()) {
          found++;
        }
        if (found != expected) {
          throw new IllegalStateException(found + " rows, not " + expected + ": " + sql);
        }
      }
    }
  }

  /**
   * What an acknowledged call of the same caller has left in a table that loses no rows.
   *
   * @param rows how many
   */
  record Remembered(String table, long seq, int rows) {
    /** Null if it has left nothing there. */
    static @Nullable Remembered of(Call call) {
      return call.rows().entrySet().stream()
          .filter(entry -> Tables.WIDE.contains(entry.getKey()))
          .map(entry -> new Remembered(entry.getKey(), call.seq(), entry.getValue()))
          .findFirst()
          .orElse(null);
    }
  }
}

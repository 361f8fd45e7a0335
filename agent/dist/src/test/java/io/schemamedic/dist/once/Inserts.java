package io.schemamedic.dist.once;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The ways to insert. Each tells the call what it has stored, and only that. */
final class Inserts {
  private static final String CHILD =
      "INSERT INTO "
          + Tables.CHILD
          + " (caller, seq, entry, way, parent_row) VALUES (?, ?, ?, ?, ?)";

  private static final String[] KEY = {"row_id"};

  private Inserts() {}

  static void one(Connection connection, Call call, Row row, int entry) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(row.prepared())) {
      row.bind(statement, call, entry);
      Way.one(call.run(connection, statement::executeUpdate));
    }
    call.stores(row.table(), entry);
  }

  /** As {@link #one}; false if there was an exception, which nobody gets. */
  static boolean tried(Connection connection, Call call, Row row, int entry) {
    try {
      one(connection, call, row, entry);
      return true;
    } catch (SQLException notedByTheCall) {
      return false;
    }
  }

  static void child(Connection connection, Call call, long parent, int entry) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CHILD)) {
      statement.setLong(new Row(Tables.CHILD, false, false).bind(statement, call, entry), parent);
      Way.one(call.run(connection, statement::executeUpdate));
    }
    call.stores(Tables.CHILD, entry);
  }

  /** The key of the new row. */
  static long returning(Connection connection, Call call, Row row, int entry) throws SQLException {
    String clause = call.dice().oneOf(" RETURNING row_id", " RETURNING row_id, amount");
    try (PreparedStatement statement = connection.prepareStatement(row.prepared() + clause)) {
      row.bind(statement, call, entry);
      try (ResultSet result = call.run(connection, statement::executeQuery)) {
        return stored(call, row, entry, result);
      }
    }
  }

  static void withGeneratedKeys(Connection connection, Call call, Row row) throws SQLException {
    if (call.dice().percent(30)) {
      try (Statement statement = connection.createStatement()) {
        Way.one(call.run(connection, () -> statement.executeUpdate(row.text(call, 0), KEY)));
        stored(call, row, 0, statement.getGeneratedKeys());
      }
      return;
    }
    try (PreparedStatement statement = withKeys(connection, call, row)) {
      row.bind(statement, call, 0);
      Way.one(call.run(connection, statement::executeUpdate));
      stored(call, row, 0, statement.getGeneratedKeys());
    }
  }

  /** Half of the time without naming the key: the driver then asks for the whole row. */
  private static PreparedStatement withKeys(Connection connection, Call call, Row row)
      throws SQLException {
    return call.dice().percent(50)
        ? connection.prepareStatement(row.prepared(), Statement.RETURN_GENERATED_KEYS)
        : connection.prepareStatement(row.prepared(), KEY);
  }

  private static long stored(Call call, Row row, int entry, ResultSet result) throws SQLException {
    if (!result.next()) {
      throw new IllegalStateException("No key of the new row");
    }
    long key = result.getLong("row_id");
    call.storesAs(row.table(), entry, key);
    return key;
  }

  /** Of a batch that fails, what the driver says is stored, is stored. */
  static void batch(Connection connection, Call call, Row row, int entries) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(row.prepared())) {
      for (int entry = 0; entry < entries; entry++) {
        row.bind(statement, call, entry);
        statement.addBatch();
      }
      call.run(connection, statement::executeBatch);
      for (int entry = 0; entry < entries; entry++) {
        call.stores(row.table(), entry);
      }
    } catch (BatchUpdateException e) {
      int[] counts = e.getUpdateCounts();
      for (int entry = 0; entry < counts.length; entry++) {
        if (counts[entry] != Statement.EXECUTE_FAILED) {
          call.stores(row.table(), entry);
        }
      }
      throw e;
    }
  }
}

package io.schemamedic.dist.program;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The ways in which a backend stores rows; each returns the number of rows it has stored. */
public enum Pattern {
  /** One statement in autocommit: prepared for even callers, plain for odd ones. */
  AUTOCOMMIT {
    @Override
    int store(Connection connection, ChatTable table, String caller, boolean odd)
        throws SQLException {
      if (odd) {
        try (Statement statement = connection.createStatement()) {
          return statement.executeUpdate(table.text(caller, 0));
        }
      }
      return insert(connection, table, caller, 0);
    }
  },

  /** A transaction whose first statement meets the gap, and whose second does not. */
  TRANSACTION {
    @Override
    int store(Connection connection, ChatTable table, String caller, boolean odd)
        throws SQLException {
      connection.setAutoCommit(false);
      int stored = insert(connection, table, caller, 0) + insert(connection, table, caller, 1);
      connection.commit();
      return stored;
    }
  },

  /** A prepared batch: in autocommit for even callers, first in its transaction for odd ones. */
  BATCH {
    @Override
    int store(Connection connection, ChatTable table, String caller, boolean odd)
        throws SQLException {
      connection.setAutoCommit(!odd);
      int stored = 0;
      try (PreparedStatement statement = connection.prepareStatement(table.prepared())) {
        for (int row = 0; row < 3; row++) {
          table.bind(statement, caller, row);
          statement.addBatch();
        }
        for (int count : statement.executeBatch()) {
          stored += count;
        }
      }
      if (odd) {
        connection.commit();
      }
      return stored;
    }
  },

  /** As {@link #AUTOCOMMIT}, after every table was read once, children first. */
  READ_FIRST {
    @Override
    int store(Connection connection, ChatTable table, String caller, boolean odd)
        throws SQLException {
      return AUTOCOMMIT.store(connection, table, caller, odd);
    }

    @Override
    boolean readsFirst() {
      return true;
    }
  };

  abstract int store(Connection connection, ChatTable table, String caller, boolean odd)
      throws SQLException;

  boolean readsFirst() {
    return false;
  }

  static int read(Connection connection, ChatTable table, boolean odd) throws SQLException {
    connection.setAutoCommit(!odd);
    int rows = 0;
    try (PreparedStatement statement = connection.prepareStatement(table.select());
        ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        rows++;
      }
    }
    if (odd) {
      connection.commit();
    }
    return rows;
  }

  private static int insert(Connection connection, ChatTable table, String caller, int row)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(table.prepared())) {
      table.bind(statement, caller, row);
      return statement.executeUpdate();
    }
  }
}

package io.schemamedic.dist.program;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

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
    List<ChatTable> readsFirst(int number) {
      List<ChatTable> childrenFirst = new ArrayList<>(ChatSystems.TABLES);
      Collections.reverse(childrenFirst);
      return childrenFirst;
    }
  },

  /**
   * As {@link #AUTOCOMMIT}, after every table was read once, each caller beginning with another
   * one: different gaps at the same moment, whose repairs overlap.
   */
  READ_SCATTERED {
    @Override
    int store(Connection connection, ChatTable table, String caller, boolean odd)
        throws SQLException {
      return AUTOCOMMIT.store(connection, table, caller, odd);
    }

    @Override
    List<ChatTable> readsFirst(int number) {
      List<ChatTable> rotated = new ArrayList<>(ChatSystems.TABLES);
      Collections.rotate(rotated, number);
      return rotated;
    }
  };

  abstract int store(Connection connection, ChatTable table, String caller, boolean odd)
      throws SQLException;

  /** What the caller with this number reads before it stores anything. */
  List<ChatTable> readsFirst(int number) {
    return List.of();
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

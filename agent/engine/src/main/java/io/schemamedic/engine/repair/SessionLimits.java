package io.schemamedic.engine.repair;

import io.schemamedic.engine.catalog.CatalogTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The timeouts, the search path and the reading of strings of the repair transaction, and the proof
 * that they are in force: a SET LOCAL that a pooler sent elsewhere is only a warning.
 */
final class SessionLimits {
  /**
   * Above what the footprint of a large catalog takes, below what readers of the table notice as an
   * outage.
   */
  private static final long SHORT_MILLIS = 1_000;

  /**
   * Whoever waits for the altered table waits while we wait for another. Enough for a lock that
   * goes from hand to hand, nothing that anyone notices.
   */
  private static final long SHORT_LOCK_MILLIS = 10;

  /** {@code transaction_timeout} came with PostgreSQL 17. */
  private static final int TRANSACTION_TIMEOUT_SINCE = 17;

  private final Connection session;
  private final RepairRequest request;
  private final Map<String, String> wanted = new LinkedHashMap<>();
  private final long lockMillis;

  SessionLimits(Connection session, RepairRequest request) throws SQLException {
    this.session = session;
    this.request = request;
    // The server counts each wait alone. Whoever waits behind the first of several tables also
    // waits while the others are waited for.
    int waits = Math.max(1, request.plan().lockedTables().size());
    this.lockMillis = Math.max(1, request.lockTimeout().toMillis() / waits);
    String statementMillis = Long.toString(request.statementTimeout().toMillis());
    wanted.put("lock_timeout", Long.toString(lockMillis));
    wanted.put("statement_timeout", statementMillis);
    // If this process freezes or is cut off, the server must end the transaction, or its locks
    // stay.
    wanted.put("idle_in_transaction_session_timeout", statementMillis);
    if (session.getMetaData().getDatabaseMajorVersion() >= TRANSACTION_TIMEOUT_SINCE) {
      wanted.put(
          "transaction_timeout",
          Long.toString(request.statementTimeout().plus(request.lockTimeout()).toMillis()));
    }
    // Waiting for a standby happens after the commit, with every lock still held.
    wanted.put("synchronous_commit", "local");
    // The declared defaults and checks were read so, and are written so.
    wanted.put("standard_conforming_strings", "on");
  }

  /**
   * Isolation and limits, by SET, which takes no snapshot: the catalog must not be seen before the
   * advisory lock is had. For the transaction only, since behind a pooler the session is not ours.
   *
   * <p>Asking for the advisory lock takes the snapshot, a moment before the lock is had. What
   * another repair changes in that moment the DDL runs into; an entry in the ledger it would not,
   * so with a ledger the server has to see to it that both cannot commit.
   */
  void set() throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(
          "SET TRANSACTION ISOLATION LEVEL "
              + (request.ledger() == null ? "REPEATABLE READ" : "SERIALIZABLE"));
      for (Map.Entry<String, String> limit : wanted.entrySet()) {
        statement.execute("SET LOCAL " + limit.getKey() + " = " + limit.getValue());
      }
    }
    useOwnSearchPath();
  }

  /**
   * What has been altered is locked from now on: whatever still has to be looked at must be quick,
   * and must not wait for what others have locked.
   */
  void shorten() throws SQLException {
    long millis = Math.min(SHORT_MILLIS, request.statementTimeout().toMillis());
    try (Statement statement = session.createStatement()) {
      statement.execute("SET LOCAL statement_timeout = " + millis);
      statement.execute("SET LOCAL lock_timeout = " + Math.min(SHORT_LOCK_MILLIS, lockMillis));
    }
  }

  /** For what is declared: its types and functions are found as the service finds them. */
  void useServiceSearchPath() throws SQLException {
    try (PreparedStatement statement =
        session.prepareStatement("SELECT pg_catalog.set_config('search_path', ?, true)")) {
      statement.setString(1, request.searchPath());
      statement.execute();
    }
  }

  /** For our own queries: nobody's functions and operators but the system's. */
  void useOwnSearchPath() throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(CatalogTransaction.OWN_SEARCH_PATH);
    }
  }

  /** Whether the server counts changed rows, without which nobody sees what a trigger changes. */
  boolean areRowsCounted() throws SQLException {
    try (PreparedStatement query =
            session.prepareStatement("SELECT pg_catalog.current_setting('track_counts')");
        ResultSet row = query.executeQuery()) {
      return row.next() && row.getString(1).equals("on");
    }
  }

  boolean areInForce() throws SQLException {
    int inForce = 0;
    try (PreparedStatement query =
            session.prepareStatement("SELECT name, setting FROM pg_catalog.pg_settings");
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        if (row.getString(2) != null && row.getString(2).equals(wanted.get(row.getString(1)))) {
          inForce++;
        }
      }
    }
    return inForce == wanted.size();
  }
}

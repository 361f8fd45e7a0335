package io.schemamedic.engine.repair;

import io.schemamedic.engine.driver.ConnectionLock;
import io.schemamedic.engine.driver.ServiceConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The caller's own connection, borrowed while it is idle and put back as it was. Everything in
 * between happens in transactions that set nothing beyond their end. If it cannot be put back, the
 * connection is closed: in a transaction that nobody ends, whatever the service writes next would
 * be lost without an error. Used by the caller's thread alone.
 */
final class CallersSession implements AutoCloseable {
  private final ServiceConnection service;
  private final Connection caller;
  private final ConnectionLock lock;
  private final int serverPatienceMillis;
  private @Nullable SessionState before;
  private boolean used;
  private boolean refusedToTell;
  private int networkTimeoutMillis;
  private boolean hadWarnings;

  /**
   * @param lock held by this thread; released at the end
   * @param serverPatienceMillis after which a silent server is taken to be away
   */
  CallersSession(Connection caller, ConnectionLock lock, int serverPatienceMillis) {
    this.service = new ServiceConnection(caller);
    this.caller = caller;
    this.lock = lock;
    this.serverPatienceMillis = serverPatienceMillis;
  }

  /**
   * Looks whether the connection may be used, and remembers how it is.
   *
   * @return why it must not be used; null if it may
   */
  @Nullable String begin() throws SQLException {
    String objection = objection();
    if (objection != null) {
      return objection;
    }
    networkTimeoutMillis = caller.getNetworkTimeout();
    hadWarnings = caller.getWarnings() != null;
    used = true;
    if (networkTimeoutMillis == 0 || networkTimeoutMillis > serverPatienceMillis) {
      caller.setNetworkTimeout(Runnable::run, serverPatienceMillis);
    }
    try {
      SessionState state = SessionState.read(caller);
      before = state;
      return state.objection(service.backendPid());
    } catch (SQLException e) {
      refusedToTell = !DdlError.isSessionGone(e);
      throw e;
    }
  }

  /** Without asking the server. */
  private @Nullable String objection() throws SQLException {
    if (!service.isAutoCommit() || !isIdle()) {
      return "its connection is in a transaction";
    }
    if (caller.isReadOnly()) {
      return "its connection is read-only";
    }
    // In the other modes, describing the failing statement would run it.
    if (!"EXTENDED".equals(service.queryMode())) {
      return "its connection has preferQueryMode";
    }
    return "NEVER".equals(service.autosave()) ? null : "its connection has autosave";
  }

  /** Only once it has begun. */
  String searchPath() {
    return Objects.requireNonNull(before).searchPath();
  }

  /** The view of the connection that a repair works with; closing it ends this. */
  Connection view(CallersPatience patience) {
    return StatementTransactions.over(caller, patience, this);
  }

  /**
   * Puts the connection back.
   *
   * @throws SQLException if it could not be put back, and is closed
   */
  @Override
  public void close() throws SQLException {
    boolean asBefore = !used;
    try {
      asBefore = asBefore || caller.isClosed() || isPutBack();
    } finally {
      try {
        if (!asBefore) {
          caller.abort(Runnable::run);
        }
      } finally {
        lock.close();
      }
    }
    if (!asBefore) {
      throw new SQLException("The caller's session could not be put back", "08000");
    }
  }

  private boolean isPutBack() throws SQLException {
    if (!isIdle()) {
      try (Statement statement = caller.createStatement()) {
        ServiceConnection.neverKeepPrepared(statement);
        statement.execute("ROLLBACK");
      }
    }
    SessionState remembered = before;
    boolean same =
        remembered == null ? refusedToTell : SessionState.read(caller).isSame(remembered);
    caller.setNetworkTimeout(Runnable::run, networkTimeoutMillis);
    if (!hadWarnings && caller.getWarnings() != null) {
      caller.clearWarnings();
    }
    return same && service.isAutoCommit() && isIdle();
  }

  private boolean isIdle() {
    return "IDLE".equals(service.transactionState());
  }
}

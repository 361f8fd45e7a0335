package io.schemamedic.entry;

import io.schemamedic.entry.FailedCall.BatchEntries;
import io.schemamedic.entry.FailedCall.Form;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Takes the events that {@link WovenCalls} hands over, and asks the engine. While no engine is set
 * (not started, detached) every call answers "let the exception go". No method throws. Thread-safe.
 */
public final class Gatekeeper {
  private static volatile @Nullable Engine engine;
  private static volatile @Nullable EngineStart start;

  private Gatekeeper() {}

  /** Opens the gate, or closes it with null. */
  public static synchronized void open(@Nullable Engine newEngine) {
    EngineStart before = start;
    engine = newEngine;
    start = null;
    if (before != null) {
      before.abandon();
    }
  }

  /** Lets go of what the service has told, since these classes may stay after the agent. */
  static void forget() {
    XaConnections.forget();
    AbortedBatch.forget();
    AnsweredExceptions.forget();
  }

  /** Makes failing calls wait for the engine, and new connections be kept for it. */
  static synchronized void openLater(EngineStart newStart) {
    start = newStart;
  }

  /** Opens the gate when the start is over, unless the agent was detached meanwhile. */
  static synchronized boolean openAfter(EngineStart over, @Nullable Engine started) {
    if (start != over) {
      return false;
    }
    open(started);
    return true;
  }

  /**
   * From here on until {@link #leaveAgent} this thread does the agent's own work: what it does with
   * the driver is neither reported nor repeated. May be nested. Threads of the engine call it once
   * at their beginning; the gate itself does so around every call of the engine.
   */
  public static void enterAgent() {
    InsideAgent.enter();
  }

  /** Ends what the matching {@link #enterAgent} began; to be called in a finally block. */
  public static void leaveAgent() {
    InsideAgent.leave();
  }

  /**
   * Woven code: a method of {@code Statement} that was given its text has thrown.
   *
   * @param transactionState name of the driver's state at entry, null if unknown
   * @param attempt what this method returned for the attempt before, null at the first
   * @return null if the first exception has to reach the caller, an exception if that one has to,
   *     else the method is to be repeated once
   */
  public static @Nullable Object statementFailed(
      Statement statement,
      @Nullable String sql,
      @Nullable String transactionState,
      Throwable thrown,
      @Nullable Object attempt) {
    return failed(
        Form.STATEMENT, statement, sql, null, null, null, transactionState, thrown, attempt);
  }

  /**
   * Woven code: a method of a prepared or callable statement has thrown. As {@link
   * #statementFailed}.
   */
  public static @Nullable Object preparedFailed(
      Statement statement,
      boolean callable,
      @Nullable String nativeSql,
      Object @Nullable [] values,
      @Nullable String transactionState,
      Throwable thrown,
      @Nullable Object attempt) {
    return failed(
        callable ? Form.CALLABLE : Form.PREPARED,
        statement,
        null,
        nativeSql,
        values == null ? null : new Object[][] {values},
        null,
        transactionState,
        thrown,
        attempt);
  }

  /**
   * Woven code: the driver's batch handler is about to throw; {@link #batchFailed} will be called
   * on this thread for the same exception object.
   */
  public static void batchAborted(
      Throwable thrown,
      Object[] queries,
      Object[] parameters,
      @Nullable String nativeSql,
      Object @Nullable [] @Nullable [] values) {
    try {
      if (!InsideAgent.isCurrentThread() && (engine != null || start != null)) {
        AbortedBatch.put(thrown, queries, parameters, nativeSql, values);
      }
    } catch (Throwable e) {
      report(engine, e);
    }
  }

  /**
   * Woven code: a batch has thrown. As {@link #statementFailed}; if the answer is to repeat, the
   * entries of a prepared batch have been put back; it never is where they are not to be had.
   *
   * @param queries the driver's own list of queries at entry; null before an entry was ever added
   * @param parameters likewise for the parameters
   * @param queriesNow the list that the driver has in place of {@code queries} by now, or the same
   */
  public static @Nullable Object batchFailed(
      Statement statement,
      boolean prepared,
      @Nullable List<Object> queries,
      @Nullable List<Object> parameters,
      @Nullable List<Object> queriesNow,
      @Nullable String transactionState,
      Throwable thrown,
      @Nullable Object attempt) {
    try {
      AbortedBatch sent = AbortedBatch.take(thrown);
      BatchEntries entries = null;
      if (attempt instanceof Attempt) {
        entries = ((Attempt) attempt).entries;
      } else if (prepared && sent != null) {
        entries = sent.entries(queries, parameters, queriesNow);
      }
      return failed(
          batchForm(statement, prepared),
          statement,
          null,
          sent == null ? null : sent.nativeSql,
          sent == null ? null : sent.values,
          entries,
          transactionState,
          thrown,
          attempt);
    } catch (Throwable e) {
      report(engine, e);
      return null;
    }
  }

  private static Form batchForm(Statement statement, boolean prepared) {
    if (statement instanceof CallableStatement) {
      return Form.CALLABLE;
    }
    return prepared ? Form.PREPARED_BATCH : Form.STATEMENT_BATCH;
  }

  /**
   * Woven code: a repeated method has returned normally.
   *
   * @param attempt what the gate returned for the failure before
   */
  public static void repeated(Object attempt) {
    Attempt healed = (Attempt) attempt;
    InsideAgent.enter();
    try {
      healed.engine.repeated(healed.permission);
    } catch (Throwable e) {
      report(healed.engine, e);
    } finally {
      InsideAgent.leave();
    }
  }

  /**
   * Woven code: {@code cancel()} of a statement begins. A call of it that waits in the agent ends,
   * and gets its exception.
   */
  public static void cancelled(Statement statement) {
    try {
      WaitingCalls.cancel(statement);
    } catch (Throwable e) {
      report(engine, e);
    }
  }

  /**
   * Woven code: the driver has opened a connection, and returns it when this returns.
   *
   * @param properties may be null: the driver takes that for none
   */
  public static void connected(String url, @Nullable Properties properties, Connection connection) {
    Engine current = engine;
    try {
      EngineStart starting = start;
      if (InsideAgent.isCurrentThread() || (current == null && starting == null)) {
        return;
      }
      Properties asked = properties == null ? new Properties() : properties;
      if (current == null && starting != null) {
        current = starting.keep(url, asked, connection);
      }
      if (current != null) {
        InsideAgent.enter();
        try {
          current.connected(url, asked, connection);
          current.handOut(connection);
        } finally {
          InsideAgent.leave();
        }
      }
    } catch (Throwable e) {
      report(current, e);
    }
  }

  /**
   * Woven code: a connection belongs to a transaction manager. May be told more than once. Heard
   * also while no engine is set, since there may be one by the time that the connection fails.
   */
  public static void xaConnection(Connection connection) {
    try {
      XaConnections.add(connection);
    } catch (Throwable e) {
      report(engine, e);
    }
  }

  /** Whether the driver's own connection was told by {@link #xaConnection}. */
  public static boolean isXa(Connection connection) {
    return XaConnections.contains(connection);
  }

  /** Counts an error of the agent, if there is an engine to count it. Never throws. */
  static void agentError(String where, Throwable error) {
    count(engine, where, error);
  }

  private static @Nullable Object failed(
      Form form,
      Statement statement,
      @Nullable String sql,
      @Nullable String nativeSql,
      Object @Nullable [] @Nullable [] values,
      @Nullable BatchEntries entries,
      @Nullable String transactionState,
      Throwable thrown,
      @Nullable Object attempt) {
    Attempt previous = (Attempt) attempt;
    Engine current = null;
    try {
      if (previous == null
          && (InsideAgent.isCurrentThread() || AnsweredExceptions.contains(thrown))) {
        return null;
      }
      FailedCall call =
          new FailedCall(
              form,
              statement,
              sql,
              nativeSql,
              values,
              entries,
              HalfWovenDriver.isFound() ? null : transactionState,
              thrown,
              previous == null ? null : previous.permission);
      current = previous == null ? engineInCharge(call) : previous.engine;
      Object permission = current == null ? null : ask(current, call);
      Throwable first = previous == null ? thrown : previous.first;
      if (permission != null && permission == thrown && previous != null) {
        // The repetition may have had its effect: its own exception is the honest one.
        AnsweredExceptions.add(thrown);
        return thrown;
      }
      if (permission != null && current != null) {
        return Attempt.after(call, current, permission, first);
      }
      AnsweredExceptions.add(first);
      if (previous != null && entries != null) {
        entries.discard();
      }
      return null;
    } catch (Throwable e) {
      report(current == null ? engine : current, e);
      AnsweredExceptions.addIfPossible(previous == null ? thrown : previous.first);
      return null;
    }
  }

  static @Nullable Object ask(Engine current, FailedCall call) {
    InsideAgent.enter();
    WaitingCalls.enter(call.cancellation());
    try {
      return current.failed(call);
    } finally {
      WaitingCalls.leave(call.cancellation());
      InsideAgent.leave();
    }
  }

  /** The engine, after waiting for its start; null if there is none. */
  static @Nullable Engine engineInCharge(@Nullable FailedCall call) throws SQLException {
    Engine current = engine;
    EngineStart starting = start;
    return current == null && starting != null ? starting.await(call) : current;
  }

  /** The engine, after waiting for its start as long as a mapping is worth; null if none. */
  static @Nullable Engine engineForMapping() {
    Engine current = engine;
    EngineStart starting = start;
    return current == null && starting != null ? starting.awaitForMapping() : current;
  }

  /** Counts an error of the gate itself. Never throws. */
  static void report(@Nullable Engine current, Throwable error) {
    count(current, "gate", error);
  }

  private static void count(@Nullable Engine current, String where, Throwable error) {
    try {
      if (current != null) {
        current.agentError(where, error);
      }
    } catch (Throwable e) {
      // Counting has failed as well, most likely for want of memory: nobody is left to tell.
    }
  }
}

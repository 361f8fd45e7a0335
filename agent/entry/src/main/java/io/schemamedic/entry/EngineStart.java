package io.schemamedic.entry;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The time between the first driver class and the engine's being ready, or its start having failed.
 * Keeps what must not be lost meanwhile. Thread-safe.
 */
final class EngineStart {
  /** Longest that a failing call waits. A start takes a few hundred milliseconds. */
  private static final long PATIENCE_MILLIS = 2_000;

  /** So long it may take until a caller that waits notices that it was cancelled. */
  private static final long LOOK_MILLIS = 20;

  /**
   * Longest that the building of a session factory waits. Happens once, while the service starts;
   * what is not heard then is not known before a restart.
   */
  private static final long PATIENCE_FOR_MAPPING_SECONDS = 10;

  /**
   * Longest that a new connection waits for an engine which may want to check its database before
   * the service gets it.
   */
  private static final long CONNECTION_PATIENCE_MILLIS = 5_000;

  private final Callable<Boolean> connectionsWait;
  private final CountDownLatch over = new CountDownLatch(1);
  private final PendingConnections pending = new PendingConnections();
  private @Nullable Engine engine;
  private boolean finished;
  private volatile boolean patient = true;

  /**
   * @param connectionsWait whether new connections wait for the engine; asked once one is opened
   */
  EngineStart(Callable<Boolean> connectionsWait) {
    this.connectionsWait = connectionsWait;
  }

  /** Nobody waits any longer: the agent was taken out while it started. */
  void abandon() {
    over.countDown();
  }

  /**
   * Ends the time of waiting. The connections that were opened meanwhile are delivered first, so
   * that no failing call meets an engine that does not know its database.
   *
   * @param started null if the start has failed
   */
  void finish(@Nullable Engine started) {
    try {
      while (true) {
        List<Object[]> waiting;
        synchronized (this) {
          waiting = pending.takeAll();
          if (started == null || waiting.isEmpty()) {
            engine = started;
            finished = true;
            return;
          }
        }
        for (Object[] call : waiting) {
          try {
            PendingConnections.deliver(call, started);
          } catch (Throwable e) {
            started.agentError("gate", e);
          }
        }
      }
    } finally {
      over.countDown();
    }
  }

  /**
   * The engine, after waiting for it if need be. Null if the start has failed, takes longer than
   * two seconds or than the call's query timeout, if the call is cancelled, or the calling thread
   * interrupted: it then keeps its interrupt. Nobody waits any longer once one caller has waited
   * two seconds in vain.
   *
   * @param call null if nothing but its failure is known
   * @throws SQLException if the statement has been closed
   */
  @Nullable Engine await(@Nullable FailedCall call) throws SQLException {
    if (call == null) {
      return await(PATIENCE_MILLIS, new Cancellation(null));
    }
    Statement statement = call.statement();
    int timeoutSeconds = statement == null ? 0 : statement.getQueryTimeout();
    WaitingCalls.enter(call.cancellation());
    try {
      return await(
          timeoutSeconds == 0 ? PATIENCE_MILLIS : TimeUnit.SECONDS.toMillis(timeoutSeconds),
          call.cancellation());
    } finally {
      // Not left: the call is on its way to the engine, which it enters with the same cancellation.
      WaitingCalls.forget(call.cancellation());
    }
  }

  /**
   * The engine, after waiting for it longer than a failing call would. Null if the start has failed
   * or takes too long, or if the calling thread is interrupted: it then keeps its interrupt.
   */
  @Nullable Engine awaitForMapping() {
    try {
      if (!over.await(PATIENCE_FOR_MAPPING_SECONDS, TimeUnit.SECONDS)) {
        Notice.print("Did not start in time to read the mapping of Hibernate");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
    synchronized (this) {
      return engine;
    }
  }

  private @Nullable Engine await(long longestMillis, Cancellation cancellation) {
    long patienceMillis = Math.min(longestMillis, PATIENCE_MILLIS);
    long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    try {
      while (patient && !over.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        boolean waitedInVain = endNanos - System.nanoTime() <= 0;
        if (waitedInVain) {
          patient = patienceMillis < PATIENCE_MILLIS;
        }
        if (waitedInVain || cancellation.isRequested()) {
          return null;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
    synchronized (this) {
      return cancellation.isRequested() ? null : engine;
    }
  }

  /**
   * Keeps a connection for the engine to come. If the engine may want connections to wait, waits
   * for it instead, five seconds at most.
   *
   * @return the engine if it has come already, so that the caller has to deliver by itself
   */
  @Nullable Engine keep(String url, Properties properties, Connection connection) throws Exception {
    if (connectionsWait.call()) {
      awaitForConnection();
    }
    synchronized (this) {
      if (!finished) {
        pending.add(url, properties, connection);
      }
      return engine;
    }
  }

  private void awaitForConnection() {
    try {
      over.await(CONNECTION_PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.schemamedic.engine.driver;

import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every other thread from sending anything over a connection. A service may share one between
 * threads; what another thread sends while the agent has a transaction open on it would become part
 * of that transaction, and be lost with it. pgjdbc has locks for this from 42.6 on; earlier ones
 * use monitors, which cannot be waited for within a time. Belongs to the thread that locked.
 */
public final class ConnectionLock implements AutoCloseable {
  private final Lock types;
  private final Lock protocol;

  private ConnectionLock(Lock types, Lock protocol) {
    this.types = types;
    this.protocol = protocol;
  }

  /**
   * Null if the driver has no such locks, if another thread keeps the connection busy for that
   * long, or copies over it, or if the calling thread is interrupted.
   */
  public static @Nullable ConnectionLock tryLock(Connection connection, Duration patience) {
    try {
      Object cache = Reflective.call(connection, "getTypeInfo");
      Object executor = Reflective.call(connection, "getQueryExecutor");
      if (cache == null || executor == null) {
        return null;
      }
      Object types = Reflective.field(cache, "lock");
      Object protocol = Reflective.field(executor, "lock");
      if (!(types instanceof Lock) || !(protocol instanceof Lock)) {
        return null;
      }
      // The driver, too, takes the lock on what it knows of types first.
      ConnectionLock lock = lockBoth((Lock) types, (Lock) protocol, patience.toNanos());
      if (lock != null && Reflective.field(executor, "lockedFor") != null) {
        lock.close();
        return null;
      }
      return lock;
    } catch (NoSuchFieldException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static @Nullable ConnectionLock lockBoth(Lock types, Lock protocol, long nanos)
      throws InterruptedException {
    if (!types.tryLock(nanos, TimeUnit.NANOSECONDS)) {
      return null;
    }
    boolean both = false;
    try {
      both = protocol.tryLock(nanos, TimeUnit.NANOSECONDS);
      return both ? new ConnectionLock(types, protocol) : null;
    } finally {
      if (!both) {
        types.unlock();
      }
    }
  }

  @Override
  public void close() {
    protocol.unlock();
    types.unlock();
  }
}

package io.schemamedic.engine.runtime;

import io.schemamedic.engine.guard.Breaker;
import io.schemamedic.engine.repair.ServiceTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The databases that the service has connected to, told apart by URL and role. Bounded;
 * thread-safe. Asking for one sends nothing: the driver tells URL and role from memory.
 */
final class Databases {
  /** A service has a handful; more means that URLs are made up as it goes. */
  static final int MAX_DATABASES = 64;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Clock clock;
  private final RecentRepairs ofProcess = new RecentRepairs();
  private final Map<ServiceTarget, MonitoredDatabase> known = new LinkedHashMap<>();
  private boolean ended;

  Databases(Clock clock) {
    this.clock = clock;
  }

  /**
   * Remembers how the service connected.
   *
   * @return null if there are too many, or the agent has left
   */
  synchronized @Nullable MonitoredDatabase connected(Connection connection, Properties properties)
      throws SQLException {
    Properties copy = new Properties();
    for (String name : properties.stringPropertyNames()) {
      copy.setProperty(name, properties.getProperty(name));
    }
    ServiceTarget target = target(connection, copy);
    MonitoredDatabase before = known.get(target);
    if (before == null) {
      return add(target);
    }
    before.connectedAgain(target);
    return before;
  }

  /** The database of a failing connection; null if there are too many, or the agent has left. */
  synchronized @Nullable MonitoredDatabase of(Connection connection) throws SQLException {
    ServiceTarget target = target(connection, null);
    MonitoredDatabase database = known.get(target);
    return database == null ? add(target) : database;
  }

  /** Without those whose application is gone. */
  synchronized List<MonitoredDatabase> all() {
    forgetGone();
    return new ArrayList<>(known.values());
  }

  /** The state of the breaker that stops most. */
  Breaker.State breakerState() {
    long now = clock.nanos();
    Breaker.State strictest = Breaker.State.CLOSED;
    for (MonitoredDatabase database : all()) {
      strictest = strictest.stricter(database.memory().breakerState(now));
    }
    return strictest;
  }

  private @Nullable MonitoredDatabase add(ServiceTarget target) {
    forgetGone();
    if (ended || known.size() >= MAX_DATABASES) {
      return null;
    }
    MonitoredDatabase database = new MonitoredDatabase(target, ofProcess, clock);
    known.put(target, database);
    return database;
  }

  private void forgetGone() {
    Iterator<MonitoredDatabase> databases = known.values().iterator();
    while (databases.hasNext()) {
      MonitoredDatabase database = databases.next();
      if (database.target().isGone()) {
        database.end();
        databases.remove();
      }
    }
  }

  private static ServiceTarget target(Connection connection, @Nullable Properties properties)
      throws SQLException {
    return new ServiceTarget(
        String.valueOf(connection.getMetaData().getURL()),
        String.valueOf(connection.getMetaData().getUserName()),
        properties,
        loaderOf(connection));
  }

  private static ClassLoader loaderOf(Connection connection) {
    ClassLoader loader = connection.getClass().getClassLoader();
    // Null is the bootstrap loader, whose classes every loader sees.
    return loader == null ? ClassLoader.getSystemClassLoader() : loader;
  }

  private synchronized List<MonitoredDatabase> takeAll() {
    List<MonitoredDatabase> all = all();
    ended = true;
    known.clear();
    return all;
  }

  /**
   * Ends the work for all of them. What is under way has two seconds; what does not answer by then
   * loses its session.
   *
   * @param abortSessions ends what waits for an answer of a server
   */
  void end(Runnable abortSessions) {
    List<MonitoredDatabase> ending = takeAll();
    ending.forEach(MonitoredDatabase::end);
    if (!awaitEnd(ending, PATIENCE_NANOS)) {
      abortSessions.run();
      awaitEnd(ending, PATIENCE_NANOS / 2);
    }
  }

  /** One time for all of them; outside of the lock, for which callers may wait. */
  private static boolean awaitEnd(List<MonitoredDatabase> ending, long nanos) {
    long deadline = System.nanoTime() + nanos;
    boolean ended = true;
    for (MonitoredDatabase database : ending) {
      ended &= database.awaitEnd(Math.max(0, deadline - System.nanoTime()));
    }
    return ended;
  }
}

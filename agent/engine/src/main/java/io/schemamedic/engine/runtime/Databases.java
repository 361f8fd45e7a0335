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
import org.jspecify.annotations.Nullable;

/**
 * The databases that the service has connected to, told apart by URL and role. Bounded;
 * thread-safe. Asking for one sends nothing: the driver tells URL and role from memory.
 */
final class Databases implements AutoCloseable {
  /** A service has a handful; more means that URLs are made up as it goes. */
  static final int MAX_DATABASES = 64;

  private final Clock clock;
  private final RecentRepairs ofProcess = new RecentRepairs();
  private final Map<ServiceTarget, MonitoredDatabase> known = new LinkedHashMap<>();

  Databases(Clock clock) {
    this.clock = clock;
  }

  /**
   * Remembers how the service connected.
   *
   * @return the database if it is new to us; null if it is known, or if there are too many
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
    boolean wasReachable = before.target().isReachable();
    before.connectedAgain(target);
    return wasReachable ? null : before;
  }

  /** The database of a failing connection; null if there are too many. */
  synchronized @Nullable MonitoredDatabase of(Connection connection) throws SQLException {
    ServiceTarget target = target(connection, null);
    MonitoredDatabase database = known.get(target);
    return database == null ? add(target) : database;
  }

  synchronized List<MonitoredDatabase> all() {
    return new ArrayList<>(known.values());
  }

  /** The state of the breaker that stops most. */
  Breaker.State breakerState() {
    long now = clock.nanos();
    Breaker.State strictest = Breaker.State.CLOSED;
    for (MonitoredDatabase database : all()) {
      Breaker.State state = database.memory().breakerState(now);
      if (state == Breaker.State.OPEN || strictest == Breaker.State.CLOSED) {
        strictest = state;
      }
    }
    return strictest;
  }

  private @Nullable MonitoredDatabase add(ServiceTarget target) {
    forgetGone();
    if (known.size() >= MAX_DATABASES) {
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
        database.close();
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

  @Override
  public synchronized void close() {
    for (MonitoredDatabase database : known.values()) {
      database.close();
    }
    known.clear();
  }
}

package io.schemamedic.engine.runtime;

import io.schemamedic.engine.config.CheckOnConnect;
import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.log.LogLine;
import io.schemamedic.engine.repair.ServiceTarget;
import io.schemamedic.engine.schema.DeclaredSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * When which database is checked: at the first connection, periodically, and when more is declared;
 * and who waits for it. Databases behind several pools are checked once. Thread-safe.
 */
final class ConnectionCheck {
  /** Longer than a check, so that it is the check that ends the waiting. */
  private static final long MOST_WAITING_NANOS = DatabaseCheck.LONGEST.plusSeconds(1).toNanos();

  private final Healing healing;
  private final Databases databases;
  private final DriftStore drift;
  private final CheckTimer timer;
  private final CheckOnConnect onConnect;
  private final Predicate<ServiceTarget> migrations;
  private final Consumer<String> out;

  /** The last check of each database that got as far as to know which one it is. */
  private final Map<String, DatabaseCheck> latest = new HashMap<>();

  /**
   * @param migrations whether a service may be about to change its schema itself; asked on the
   *     thread that connects
   */
  ConnectionCheck(
      Healing healing,
      Databases databases,
      DriftStore drift,
      CheckTimer timer,
      CheckOnConnect onConnect,
      Predicate<ServiceTarget> migrations,
      Consumer<String> out) {
    this.healing = healing;
    this.databases = databases;
    this.drift = drift;
    this.timer = timer;
    this.onConnect = onConnect;
    this.migrations = migrations;
    this.out = out;
  }

  /**
   * Begins to check periodically, and whenever what is declared changes.
   *
   * @param before what has to be looked at again before each periodic check
   */
  void begin(Duration interval, Runnable before) {
    if (reads()) {
      timer.every(
          interval,
          () -> {
            before.run();
            all();
          });
      healing.wanted().onChange(this::declaredChanged);
    }
  }

  private boolean reads() {
    return healing.mode() != Mode.OBSERVE && onConnect != CheckOnConnect.OFF;
  }

  private boolean isBlocking() {
    return reads() && onConnect == CheckOnConnect.BLOCKING;
  }

  DriftStore drift() {
    return drift;
  }

  /** The service opens a connection, on this thread. Returns at once. */
  void connecting(MonitoredDatabase database) {
    if (isBlocking() && healing.mode() == Mode.REPAIR && !database.migratesItself()) {
      if (migrations.test(database.target())) {
        database.foundToMigrateItself();
      }
    }
  }

  /**
   * The service has connected to this database for the first time. Returns at once.
   *
   * @param pid the server process of that connection; 0 if unknown
   */
  void firstConnection(MonitoredDatabase database, int pid) {
    DatabaseCheck check = null;
    if (reads()) {
      drift.unknown(database.driftKey(), database.label(), DriftStore.NOT_CHECKED);
      check = start(database, pid, isBlocking(), database::firstCheckIsOver);
    } else {
      String nothing = whyNothingIsDeclared(healing.declared());
      String off = healing.mode() == Mode.OBSERVE ? "mode=observe" : "check.on-connect=off";
      drift.unknown(database.driftKey(), database.label(), nothing == null ? off : nothing);
    }
    if (check == null) {
      database.firstCheckIsOver();
    }
  }

  /**
   * A connection to this database is about to be handed to the service. Blocks until the first
   * check is over, healing included, but for {@link DatabaseCheck#LONGEST} at most, and only in
   * {@code blocking} mode.
   */
  void handOut(MonitoredDatabase database) {
    if (!isBlocking() || healing.killSwitch().isOn()) {
      return;
    }
    try {
      if (!database.awaitFirstCheck(MOST_WAITING_NANOS)) {
        database.firstCheckIsOver();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * More is declared, or less. Checks every known database again; in {@code blocking} mode, returns
   * when that is over, healing included, or after {@link DatabaseCheck#LONGEST}. For the thread
   * that brought the news; one of the agent's own neither waits nor heals.
   */
  void declaredChanged() {
    boolean waits = isBlocking() && !timer.isCurrentThread() && !healing.killSwitch().isOn();
    List<DatabaseCheck> checks = startAll(waits);
    if (!waits) {
      return;
    }
    long deadline = System.nanoTime() + MOST_WAITING_NANOS;
    try {
      for (DatabaseCheck check : checks) {
        check.await(Math.max(0, deadline - System.nanoTime()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Checks every database that can be reached, once however many pools it has. */
  void all() {
    startAll(false);
    Set<String> keys = new HashSet<>();
    for (MonitoredDatabase database : databases.all()) {
      keys.add(database.driftKey());
    }
    drift.retain(keys);
    synchronized (latest) {
      latest.keySet().retainAll(keys);
    }
  }

  /** Those that were begun. */
  List<DatabaseCheck> startAll(boolean heals) {
    List<MonitoredDatabase> candidates = new ArrayList<>(databases.all());
    // A pool whose role could not look last time must not speak for one that can.
    candidates.sort((one, other) -> Boolean.compare(other.isReadable(), one.isReadable()));
    List<DatabaseCheck> checks = new ArrayList<>();
    Set<String> begun = new HashSet<>();
    for (MonitoredDatabase database : candidates) {
      if (database.target().isReachable() && begun.add(database.driftKey())) {
        DatabaseCheck check = start(database, 0, heals, () -> {});
        if (check != null) {
          checks.add(check);
        }
      }
    }
    return checks;
  }

  /**
   * @return null if it will not run
   */
  private @Nullable DatabaseCheck start(
      MonitoredDatabase database, int pid, boolean heals, Runnable whenOver) {
    DatabaseCheck check = new DatabaseCheck(healing, database, this, pid, heals);
    try {
      Future<?> alarm =
          timer.after(
              DatabaseCheck.LONGEST,
              () -> {
                check.giveUp();
                whenOver.run();
                if (heals) {
                  tellNotWaited(database);
                }
              });
      boolean runs =
          database
              .checks()
              .run(
                  () -> {
                    try {
                      check.run();
                    } finally {
                      alarm.cancel(false);
                      whenOver.run();
                    }
                  });
      if (!runs) {
        alarm.cancel(false);
      }
      return runs ? check : null;
    } catch (RejectedExecutionException e) {
      // The agent leaves.
      return null;
    }
  }

  private void tellNotWaited(MonitoredDatabase database) {
    out.accept(
        LogLine.of("connections are handed out before the check is over")
            .field("database", database.label())
            .field("afterSeconds", DatabaseCheck.LONGEST.getSeconds())
            .toString());
  }

  /** Why there is nothing to compare with; null if there is. */
  @Nullable String whyNothingIsDeclared(DeclaredSchema declared) {
    if (!declared.tables().isEmpty()) {
      return null;
    }
    return healing.wanted().isBroken()
        ? "the declared schema cannot be relied on, see the errors"
        : "nothing is declared yet";
  }

  /**
   * A check has found out which database it stands in.
   *
   * @return the check of the same database that serves as well; null if this one has to look
   */
  @Nullable DatabaseCheck begins(DatabaseCheck check, boolean mayJoin) {
    String key = check.database().driftKey();
    synchronized (latest) {
      DatabaseCheck other = latest.get(key);
      if (mayJoin && other != null && other.serves(check)) {
        return other;
      }
      latest.put(key, check);
      return null;
    }
  }

  /** All pools that are known to reach this database. */
  List<MonitoredDatabase> poolsOf(String identity) {
    List<MonitoredDatabase> pools = databases.all();
    pools.removeIf(pool -> !identity.equals(pool.identity()));
    return pools;
  }
}

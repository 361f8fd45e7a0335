package io.schemamedic.engine.runtime;

import io.schemamedic.engine.repair.ServiceTarget;
import io.schemamedic.engine.source.MigrationTool;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One database that the service uses: how to reach it, what is known of it, and the threads that
 * work for it.
 */
final class MonitoredDatabase {
  private volatile ServiceTarget target;
  private volatile boolean mixedSearchPaths;
  private volatile @Nullable MigrationTool history;
  private final DatabaseMemory memory;
  private final DatabaseRepairs repairs;
  private final CheckWorker checks;
  private final AtomicBoolean firstCheckBegun = new AtomicBoolean();
  private final CountDownLatch firstCheck = new CountDownLatch(1);
  private volatile @Nullable String identity;
  private volatile boolean migratesItself;
  private volatile boolean readable = true;

  MonitoredDatabase(ServiceTarget target, RecentRepairs ofProcess, Clock clock) {
    this.target = target;
    this.memory = new DatabaseMemory(ofProcess);
    this.repairs = new DatabaseRepairs("schema-medic " + target.label(), clock);
    this.checks = new CheckWorker("schema-medic check " + target.label());
  }

  ServiceTarget target() {
    return target;
  }

  /**
   * The service has connected again, perhaps with a changed password; the newest is the one that
   * works.
   */
  void connectedAgain(ServiceTarget newest) {
    mixedSearchPaths |= target.isReachable() && !target.hasSameSearchPath(newest);
    target = newest;
  }

  /** Whether the service's connections do not all begin with the same search_path. */
  boolean hasMixedSearchPaths() {
    return mixedSearchPaths;
  }

  /** That tool keeps its history here. */
  void sawHistoryOf(MigrationTool tool) {
    history = tool;
  }

  /** Whose history was seen here; null if none was. */
  @Nullable MigrationTool history() {
    return history;
  }

  String label() {
    return target.label();
  }

  DatabaseMemory memory() {
    return memory;
  }

  DatabaseRepairs repairs() {
    return repairs;
  }

  CheckWorker checks() {
    return checks;
  }

  /**
   * What the server says of itself and of the database: equal for all pools that reach the same
   * one. Null until a session was opened.
   */
  @Nullable String identity() {
    return identity;
  }

  void identified(String asServerSays) {
    identity = asServerSays;
  }

  /** Under which its drift is kept; until it is known which database it is, by its name. */
  String driftKey() {
    String known = identity;
    return known == null ? label() : known;
  }

  /** Whether the last check through this pool was complete; true before the first. */
  boolean isReadable() {
    return readable;
  }

  void wasReadable(boolean complete) {
    readable = complete;
  }

  /** Whether the service may be about to change this schema itself, by a migration tool. */
  boolean migratesItself() {
    return migratesItself;
  }

  void foundToMigrateItself() {
    migratesItself = true;
  }

  /** Whether nobody has begun a first check; the caller begins it then. */
  boolean beginsFirstCheck() {
    return firstCheckBegun.compareAndSet(false, true);
  }

  /** The first check is over, or there is none: nobody waits for it any more. */
  void firstCheckIsOver() {
    firstCheck.countDown();
  }

  /**
   * Blocks until {@link #firstCheckIsOver}.
   *
   * @return whether it is
   */
  boolean awaitFirstCheck(long nanos) throws InterruptedException {
    return firstCheck.await(nanos, TimeUnit.NANOSECONDS);
  }

  /** Nothing is done for it any more. Does not wait for what is under way. */
  void end() {
    firstCheckIsOver();
    checks.end();
    repairs.end();
  }

  /** After {@link #end}, waits for what is under way; whether it has ended. */
  boolean awaitEnd(long nanos) {
    long deadline = System.nanoTime() + nanos;
    return repairs.awaitEnd(nanos) && checks.awaitEnd(Math.max(0, deadline - System.nanoTime()));
  }
}

package io.schemamedic.engine.runtime;

import io.schemamedic.engine.repair.ServiceTarget;
import io.schemamedic.engine.source.MigrationTool;
import org.jspecify.annotations.Nullable;

/**
 * One database that the service uses: how to reach it, what is known of it, and the thread that
 * works for it.
 */
final class MonitoredDatabase {
  private volatile ServiceTarget target;
  private volatile boolean mixedSearchPaths;
  private volatile @Nullable MigrationTool history;
  private final DatabaseMemory memory;
  private final DatabaseRepairs repairs;

  MonitoredDatabase(ServiceTarget target, RecentRepairs ofProcess, Clock clock) {
    this.target = target;
    this.memory = new DatabaseMemory(ofProcess);
    this.repairs = new DatabaseRepairs("schema-medic " + target.label(), clock);
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

  /** Nothing is done for it any more. Does not wait for what is under way. */
  void end() {
    repairs.end();
  }
}

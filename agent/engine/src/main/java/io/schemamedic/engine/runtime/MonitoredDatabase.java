package io.schemamedic.engine.runtime;

import io.schemamedic.engine.repair.ServiceTarget;

/**
 * One database that the service uses: how to reach it, what is known of it, and the thread that
 * works for it.
 */
final class MonitoredDatabase implements AutoCloseable {
  private final ServiceTarget target;
  private final DatabaseMemory memory = new DatabaseMemory();
  private final DatabaseRepairs repairs;

  MonitoredDatabase(ServiceTarget target, Clock clock) {
    this.target = target;
    this.repairs = new DatabaseRepairs("schema-medic " + target.label(), clock);
  }

  ServiceTarget target() {
    return target;
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

  @Override
  public void close() {
    repairs.close();
  }
}

package io.schemamedic.engine.config;

/** How many repairs there may be in an hour. Immutable. */
public final class RepairBudget {
  private final int perDatabase;
  private final int perObject;
  private final int perProcess;

  /**
   * @param perObject for each table, its columns included
   * @param perProcess over all databases
   */
  public RepairBudget(int perDatabase, int perObject, int perProcess) {
    this.perDatabase = perDatabase;
    this.perObject = perObject;
    this.perProcess = perProcess;
  }

  /** {@code repair.max-per-hour}; 0 for none. */
  public int perDatabase() {
    return perDatabase;
  }

  /** {@code repair.max-per-object}; 0 for none. */
  public int perObject() {
    return perObject;
  }

  /** {@code repair.max-per-process}; 0 for none. */
  public int perProcess() {
    return perProcess;
  }
}

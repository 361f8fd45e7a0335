package io.schemamedic.engine.retry;

import io.schemamedic.entry.FailedCall;
import org.jspecify.annotations.Nullable;

/** What is known about the failed call and its transaction. Immutable. */
public final class CallFacts {
  private final FailedCall.Form form;
  private final boolean autoCommit;
  private final @Nullable String stateAtEntry;
  private final int statementCount;
  private final boolean streamParameters;
  private final boolean nothingApplied;
  private final boolean restorable;
  private final boolean xa;
  private final boolean undoneByDriver;

  /**
   * @param stateAtEntry {@code IDLE}, {@code OPEN}, {@code FAILED}; null if unknown
   * @param streamParameters whether a bound value may have been consumed by the first try
   * @param nothingApplied for a batch: every update count says failed
   * @param restorable for a batch: its entries can be put back
   * @param xa whether the connection belongs to a transaction manager
   * @param undoneByDriver whether the driver has gone back to the savepoint that it had set of its
   *     own before this call ({@code autosave=always}), so that the transaction goes on as if the
   *     call had not been made
   */
  public CallFacts(
      FailedCall.Form form,
      boolean autoCommit,
      @Nullable String stateAtEntry,
      int statementCount,
      boolean streamParameters,
      boolean nothingApplied,
      boolean restorable,
      boolean xa,
      boolean undoneByDriver) {
    this.form = form;
    this.autoCommit = autoCommit;
    this.stateAtEntry = stateAtEntry;
    this.statementCount = statementCount;
    this.streamParameters = streamParameters;
    this.nothingApplied = nothingApplied;
    this.restorable = restorable;
    this.xa = xa;
    this.undoneByDriver = undoneByDriver;
  }

  FailedCall.Form form() {
    return form;
  }

  public boolean isAutoCommit() {
    return autoCommit;
  }

  /**
   * Whether the call was known to be a transaction of its own, of which nothing is left once it has
   * failed. Never on a connection of a transaction manager, who may begin one at any moment.
   */
  public boolean isOutsideTransaction() {
    return autoCommit && "IDLE".equals(stateAtEntry) && !xa;
  }

  @Nullable String stateAtEntry() {
    return stateAtEntry;
  }

  int statementCount() {
    return statementCount;
  }

  boolean hasStreamParameters() {
    return streamParameters;
  }

  boolean isNothingApplied() {
    return nothingApplied;
  }

  boolean isRestorable() {
    return restorable;
  }

  boolean isXa() {
    return xa;
  }

  boolean isUndoneByDriver() {
    return undoneByDriver;
  }
}

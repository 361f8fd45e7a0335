package io.schemamedic.engine.repair;

import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.plan.RepairPlan;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One plan to run, and the limits within which. Immutable. */
public final class RepairRequest {
  private final RepairPlan plan;
  private final String searchPath;
  private final String serviceRole;
  private final int callerPid;
  private final @Nullable String statement;
  private final @Nullable Failure failure;
  private final boolean namedExactly;
  private final @Nullable LedgerClaim ledger;
  private final Duration lockTimeout;
  private final Duration statementTimeout;
  private final long deadlineNanos;
  private final BooleanSupplier stopped;

  /**
   * @param searchPath the failing session's search_path, in the form that SET understands
   * @param serviceRole the role with which the service runs, which has to be able to use what is
   *     made
   * @param callerPid the server process of the failing session; 0 if unknown or if no caller waits
   * @param statement the failing statement as the driver takes it, to be described; null if none
   *     failed
   * @param failure what it failed with; null exactly if {@code statement} is null
   * @param namedExactly whether the owner has named the altered tables exactly, and so vouches for
   *     what may be a rename and for computed defaults
   * @param ledger null if repairs are not counted across the fleet
   * @param deadlineNanos by {@link System#nanoTime()}: no new attempt begins later
   * @param stopped whether the kill switch is on; asked before DDL and before commit
   */
  public RepairRequest(
      RepairPlan plan,
      String searchPath,
      String serviceRole,
      int callerPid,
      @Nullable String statement,
      @Nullable Failure failure,
      boolean namedExactly,
      @Nullable LedgerClaim ledger,
      Duration lockTimeout,
      Duration statementTimeout,
      long deadlineNanos,
      BooleanSupplier stopped) {
    this.plan = plan;
    this.searchPath = searchPath;
    this.serviceRole = serviceRole;
    this.callerPid = callerPid;
    this.statement = statement;
    this.failure = failure;
    this.namedExactly = namedExactly;
    this.ledger = ledger;
    this.lockTimeout = lockTimeout;
    this.statementTimeout = statementTimeout;
    this.deadlineNanos = deadlineNanos;
    this.stopped = stopped;
  }

  RepairPlan plan() {
    return plan;
  }

  String searchPath() {
    return searchPath;
  }

  String serviceRole() {
    return serviceRole;
  }

  int callerPid() {
    return callerPid;
  }

  @Nullable String statement() {
    return statement;
  }

  @Nullable Failure failure() {
    return failure;
  }

  boolean isNamedExactly() {
    return namedExactly;
  }

  @Nullable LedgerClaim ledger() {
    return ledger;
  }

  Duration lockTimeout() {
    return lockTimeout;
  }

  Duration statementTimeout() {
    return statementTimeout;
  }

  long deadlineNanos() {
    return deadlineNanos;
  }

  boolean isStopped() {
    return stopped.getAsBoolean();
  }
}

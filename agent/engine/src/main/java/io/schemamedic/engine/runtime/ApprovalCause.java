package io.schemamedic.engine.runtime;

import io.schemamedic.engine.failure.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has approved a plan that was waiting. Its call got its exception long ago. Immutable.
 */
final class ApprovalCause implements RepairCause {
  private final PlanOrigin origin;
  private final String by;

  /**
   * @param origin of the plan
   * @param by the way on which the approval came
   */
  ApprovalCause(PlanOrigin origin, String by) {
    this.origin = origin;
    this.by = by;
  }

  @Override
  public String incident() {
    return origin.incident();
  }

  @Override
  public @Nullable Failure failure() {
    return null;
  }

  @Override
  public String kind() {
    return origin.kind();
  }

  @Override
  public @Nullable String sqlState() {
    return origin.sqlState();
  }

  @Override
  public @Nullable String statementFingerprint() {
    return origin.statementFingerprint();
  }

  @Override
  public @Nullable String preparable() {
    return null;
  }

  @Override
  public int callerPid() {
    return 0;
  }

  @Override
  public String approvedBy() {
    return by;
  }
}

package io.schemamedic.engine.runtime;

import io.schemamedic.engine.failure.Failure;
import org.jspecify.annotations.Nullable;

/** What a repair is for: a statement that failed, or what a check found before one did. */
interface RepairCause {
  /** The id under which everything about it is recorded. */
  String incident();

  /** Null if nothing has failed. */
  @Nullable Failure failure();

  /** A stable code, for records. */
  String kind();

  /** Null if nothing has failed. */
  @Nullable String sqlState();

  /** Null if nothing has failed. */
  @Nullable String statementFingerprint();

  /** The failing statement, to be described on the repair session; null if nothing has failed. */
  @Nullable String preparable();

  /** The server process of the failing session; 0 if unknown, or if nothing has failed. */
  int callerPid();

  /** Who said that it may be run; null if nobody had to. */
  default @Nullable String approvedBy() {
    return null;
  }

  /** In one word, for records: {@code call}, {@code check} or {@code approval}. */
  default String origin() {
    if (approvedBy() != null) {
      return "approval";
    }
    return failure() == null ? "check" : "call";
  }
}

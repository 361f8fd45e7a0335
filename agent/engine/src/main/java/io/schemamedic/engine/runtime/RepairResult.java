package io.schemamedic.engine.runtime;

import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.failure.FailureKind;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of one gap, shared by all callers that fell into it. Immutable. */
final class RepairResult {
  private final Decision decision;
  private final Reason reason;
  private final String detail;
  private final @Nullable RepairPlan plan;
  private final @Nullable DeclaredTable present;
  private final Set<String> pending;

  private RepairResult(
      Decision decision,
      Reason reason,
      String detail,
      @Nullable RepairPlan plan,
      @Nullable DeclaredTable present) {
    this(
        decision,
        reason,
        detail,
        plan,
        present,
        plan == null ? Collections.<String>emptySet() : plan.pending());
  }

  private RepairResult(
      Decision decision,
      Reason reason,
      String detail,
      @Nullable RepairPlan plan,
      @Nullable DeclaredTable present,
      Set<String> pending) {
    this.decision = decision;
    this.reason = reason;
    this.detail = detail;
    this.plan = plan;
    this.present = present;
    this.pending = Collections.unmodifiableSet(new LinkedHashSet<>(pending));
  }

  /** The plan's additions are there. */
  static RepairResult there(Reason reason, RepairPlan plan) {
    return new RepairResult(Decision.HEALED, reason, "", plan, null);
  }

  /** It had been added before a plan was made. */
  static RepairResult present(DeclaredTable table) {
    return new RepairResult(Decision.HEALED, Reason.ALREADY_PRESENT, "", null, table);
  }

  /** Nothing was missing: the statement only needs a new plan. */
  static RepairResult stalePlan() {
    return new RepairResult(Decision.HEALED, Reason.CACHED_PLAN, "", null, null);
  }

  /** Anything else: proposed, refused or failed. */
  static RepairResult not(
      Decision decision, Reason reason, String detail, @Nullable RepairPlan plan) {
    return new RepairResult(decision, reason, detail, plan, null);
  }

  /** Whether the gap is closed, so that only the retry is open. */
  boolean isThere() {
    return decision == Decision.HEALED;
  }

  /**
   * Whether what speaks against adding all that a table lacks may be about another column than the
   * one that is wanted, so that it is worth a try alone.
   */
  boolean mayBeForAnotherColumn() {
    if (plan == null || isThere()) {
      return false;
    }
    boolean several = false;
    for (Set<Identifier> columns : plan.newColumns().values()) {
      several |= columns.size() > 1;
    }
    return several
        && (reason == Reason.WOULD_REWRITE
            || reason == Reason.LIKELY_RENAME
            || reason == Reason.HAZARD_REFUSED
            || reason == Reason.MISSING_TYPE);
  }

  /** The end of a call that is not repeated, although nothing is missing any more. */
  RepairResult notRepeated(Reason why, String whyDetail) {
    // A stale plan is no repair of ours.
    Decision end = reason == Reason.CACHED_PLAN ? Decision.REFUSED : Decision.REPAIRED_FOR_NEXT;
    return not(end, why, whyDetail, plan).withPending(pending);
  }

  /** The same, where migrations of the service's would have made what is missing. */
  RepairResult withPending(Collection<String> scripts) {
    return scripts.isEmpty()
        ? this
        : new RepairResult(decision, reason, detail, plan, present, new LinkedHashSet<>(scripts));
  }

  /** Files of the service's migrations that have not run here and would make what is missing. */
  Set<String> pending() {
    return pending;
  }

  /**
   * Whether the table may have been rewritten: repairs of ours never do that, a stranger's {@code
   * ADD COLUMN} may. A table that was missing was in no snapshot.
   */
  boolean mayHaveRewritten(Failure failure) {
    return reason == Reason.ALREADY_PRESENT && failure.kind() != FailureKind.UNDEFINED_TABLE;
  }

  Decision decision() {
    return decision;
  }

  Reason reason() {
    return reason;
  }

  String detail() {
    return detail;
  }

  /** Null if none was made. */
  @Nullable RepairPlan plan() {
    return plan;
  }

  /** The table in which everything was there already; null otherwise. */
  @Nullable DeclaredTable present() {
    return present;
  }
}

package io.schemamedic.engine.runtime;

import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.incident.Runbook;
import io.schemamedic.engine.log.LogLine;
import io.schemamedic.engine.plan.RepairPlan;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes approvals of plans that wait, on whichever way they come, has the plan run on the
 * database's own thread, and tells what became of it. Each approval is told exactly once.
 * Thread-safe.
 */
final class Approvals {
  /**
   * No attempt begins later. Longer than a caller would wait, since nobody's call depends on it.
   */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Healing healing;
  private final PlanStore plans;
  private final Databases databases;
  private final Runbook runbook;
  private final Consumer<String> out;

  /**
   * @param out takes lines for the log
   */
  Approvals(
      Healing healing,
      PlanStore plans,
      Databases databases,
      Runbook runbook,
      Consumer<String> out) {
    this.healing = healing;
    this.plans = plans;
    this.databases = databases;
    this.runbook = runbook;
    this.out = out;
  }

  /**
   * Runs a plan that waits. Blocks until that is over, or for as long as the caller has patience:
   * what has not begun by then will not, and what has begun goes on.
   *
   * @param given the id, as it came
   * @param orItsBeginning whether the beginning of an id will do
   * @param by the way on which it came, for the records: {@code cli}, or {@code http} and the
   *     client's address
   */
  Approval approve(String given, boolean orItsBeginning, String by, Duration patience) {
    if (healing.modeInForce() == Mode.OBSERVE) {
      return tell(Approval.refused(null, Reason.OBSERVE_MODE, ""), by);
    }
    PlanClaim claim = plans.claim(given, orItsBeginning, by);
    KnownPlan plan = claim.plan();
    Reason refusal = claim.refusal();
    if (plan == null || refusal != null) {
      Reason why = refusal == null ? Reason.PLAN_UNKNOWN : refusal;
      return tell(Approval.refused(plan, why, claim.detail()), by);
    }
    Turn turn = new Turn(plan, by);
    try {
      Future<?> done = plan.database().repairs().runLater(turn);
      Reason tooLate = done == null ? Reason.BUSY : await(done, patience);
      return turn.end(Decision.REFUSED, tooLate == null ? Reason.BUSY : tooLate);
    } catch (Throwable e) {
      // No memory for a thread, for one: the plan must not seem to run for ever.
      healing.records().agentError(Step.REPAIR.code(), e);
      return turn.end(Decision.FAILED, Reason.AGENT_ERROR);
    }
  }

  /** Why nobody waits any longer; null if it is over, or will never be. */
  private @Nullable Reason await(Future<?> done, Duration patience) {
    try {
      done.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return null;
    } catch (TimeoutException e) {
      return Reason.BUSY;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reason.INTERRUPTED;
    } catch (CancellationException e) {
      // The agent is leaving.
      return null;
    } catch (ExecutionException e) {
      healing.records().agentError(Step.REPAIR.code(), e);
      return null;
    }
  }

  private Approval conclude(KnownPlan claimed, RepairResult result) {
    KnownPlan.State state = PlanEnd.of(result);
    KnownPlan now =
        state == KnownPlan.State.WAITING
            ? claimed.waitsOn(result.reason(), result.detail())
            : claimed.ended(state, result.reason(), result.detail(), healing.clock().now());
    // Before all else, so that nothing that fails below leaves it running for ever.
    plans.decided(claimed, now);
    Approval approval = Approval.ended(now, now.state(healing.clock()), result);
    if (result.isThere()) {
      attempt(
          () -> {
            plans.added(now);
            letCallsSee(claimed);
          });
    }
    return approval;
  }

  /** What was done stays done, and is answered, whatever fails afterwards. */
  private void attempt(Runnable afterwards) {
    try {
      afterwards.run();
    } catch (Throwable e) {
      healing.records().agentError(Step.RECORD.code(), e);
    }
  }

  /** Calls that fail in this moment must not get the answer from before. */
  private void letCallsSee(KnownPlan done) {
    for (MonitoredDatabase pool : databases.all()) {
      if (pool == done.database() || pool.driftKey().equals(done.database().driftKey())) {
        pool.repairs().forgetAbout(done.plan().repairedRelations());
      }
    }
  }

  private Approval tell(Approval approval, String by) {
    attempt(() -> healing.records().approved(approval, by));
    attempt(() -> out.accept(line(approval, by)));
    return approval;
  }

  private String line(Approval approval, String by) {
    KnownPlan plan = approval.plan();
    LogLine line =
        LogLine.of(opening(approval))
            .field("plan", plan == null ? null : plan.id())
            .field("by", by)
            .field("outcome", approval.outcome())
            .field("decision", approval.decision().code())
            .field("reason", approval.reason().code());
    if (plan != null) {
      RepairPlan what = plan.plan();
      line.field("database", plan.database().label())
          .field("relation", PlanNames.relation(what))
          .field("columns", String.join(", ", PlanNames.columns(what)))
          .field("ddl", String.join("; ", what.ddl()))
          .field("incident", plan.origin().incident());
    }
    return line.field("detail", approval.detail())
        .field("advice", approval.advice())
        .field("runbook", runbook.entryOf(approval.reason().code()))
        .toString();
  }

  private static String opening(Approval approval) {
    switch (approval.decision()) {
      case REPAIRED_FOR_NEXT:
        return approval.reason() == Reason.ALREADY_PRESENT
            ? "did not have to run an approved plan"
            : "ran an approved plan";
      case FAILED:
        return "failed to run an approved plan";
      default:
        return "refused to run an approved plan";
    }
  }

  /** One plan's turn on the thread of its database: it is taken by that thread, or given up. */
  private final class Turn implements Runnable {
    private final KnownPlan plan;
    private final String by;
    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile @Nullable Approval approval;

    Turn(KnownPlan plan, String by) {
      this.plan = plan;
      this.by = by;
    }

    @Override
    public void run() {
      if (taken.compareAndSet(false, true)) {
        end(result());
      }
    }

    private RepairResult result() {
      try {
        long deadline = healing.clock().nanos() + LONGEST.toNanos();
        ApprovalCause cause = new ApprovalCause(plan.origin(), by);
        return new ApprovalRun(healing, plan, cause, deadline).run();
      } catch (StepFailure e) {
        healing.records().agentError(e.step().code(), e);
      } catch (Throwable e) {
        healing.records().agentError(Step.REPAIR.code(), e);
      }
      return RepairResult.not(Decision.FAILED, Reason.AGENT_ERROR, "", plan.plan());
    }

    /** What came of it; if it has not begun, it never will. */
    Approval end(Decision decision, Reason ifNotBegun) {
      if (taken.compareAndSet(false, true)) {
        end(RepairResult.not(decision, ifNotBegun, "", plan.plan()));
      }
      Approval known = approval;
      return known == null ? Approval.running(plan) : known;
    }

    private void end(RepairResult result) {
      Approval ended = conclude(plan, result);
      approval = ended;
      tell(ended, by);
    }
  }
}

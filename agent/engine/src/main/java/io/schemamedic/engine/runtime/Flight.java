package io.schemamedic.engine.runtime;

import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One repair, its answer for all who wait for it and, for a little while, for those who come later.
 * Whoever stops waiting leaves it as it is. Thread-safe.
 */
final class Flight {
  private final Clock clock;
  private final int failuresBefore;
  private final FutureTask<RepairResult> task;
  private volatile long endedAtNanos;

  /**
   * @param failuresBefore how often in a row the gap could not be closed until now
   */
  Flight(Callable<RepairResult> repair, int failuresBefore, Clock clock) {
    this.clock = clock;
    this.failuresBefore = failuresBefore;
    this.task =
        new FutureTask<>(
            () -> {
              try {
                return repair.call();
              } finally {
                // Before the callers are woken: one of them may ask at once how old this is.
                endedAtNanos = clock.nanos();
              }
            });
  }

  /** What runs the repair; does nothing the second time. */
  Runnable task() {
    return task;
  }

  /** Lets all who wait go, {@code busy}. A repair that has begun goes on. */
  void cancel() {
    task.cancel(false);
  }

  /**
   * The answer, or why the caller does not wait for it any longer.
   *
   * @throws StepFailure if the agent failed
   */
  RepairResult answer(CallersWait wait) {
    RepairResult over = wait.until(this::isDoneWithin);
    return over == null ? answer() : over;
  }

  private boolean isDoneWithin(long nanos) throws InterruptedException {
    try {
      task.get(nanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException | CancellationException e) {
      // It is the caller's own turn to be told of this.
      return true;
    }
  }

  private RepairResult answer() {
    try {
      return task.get();
    } catch (CancellationException e) {
      return busy();
    } catch (InterruptedException e) {
      // What is done makes nobody wait.
      Thread.currentThread().interrupt();
      return RepairResult.not(Decision.FAILED, Reason.INTERRUPTED, "", null);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw cause instanceof StepFailure ? (StepFailure) cause : new StepFailure(Step.REPAIR, e);
    }
  }

  static RepairResult busy() {
    return RepairResult.not(Decision.REFUSED, Reason.BUSY, "", null);
  }

  /** How often the gap could not be closed, this time included, if this has ended so. */
  int failuresInARow() {
    try {
      return task.isDone() && task.get().decision() == Decision.FAILED ? failuresBefore + 1 : 0;
    } catch (ExecutionException | CancellationException | InterruptedException e) {
      // A task that is done makes nobody wait, so this one threw.
      return failuresBefore + 1;
    }
  }

  boolean isUsable(long nowNanos) {
    if (!task.isDone()) {
      return true;
    }
    try {
      long age = nowNanos - endedAtNanos;
      return age < AnswerLifetime.nanosOf(task.get(), failuresBefore);
    } catch (ExecutionException | CancellationException | InterruptedException e) {
      // A task that is done does not make anyone wait; one that threw is tried again.
      return false;
    }
  }
}

package io.schemamedic.engine.runtime;

import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.entry.Gate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One repair at a time for one database in this process, on a thread of the agent's that ends when
 * idle. Callers with the same gap share one repair and its answer; for a little while the answer
 * also serves those who come later, so that a storm of failures costs one look at the database and
 * not one each. Thread-safe.
 */
final class DatabaseRepairs implements AutoCloseable {
  private static final int MAX_WAITING = 64;
  private static final int MAX_REMEMBERED = 256;
  private static final long IDLE_SECONDS = 30;
  private static final long CLOSE_SECONDS = 2;

  private final ThreadPoolExecutor worker;
  private final Clock clock;
  private final Map<String, Flight> flights =
      new LinkedHashMap<String, Flight>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Flight> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  DatabaseRepairs(String threadName, Clock clock) {
    this.clock = clock;
    this.worker =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<Runnable>(MAX_WAITING),
            task -> {
              Thread thread = new Thread(() -> runInsideAgent(task), threadName);
              thread.setDaemon(true);
              thread.setContextClassLoader(null);
              return thread;
            });
    worker.allowCoreThreadTimeOut(true);
  }

  private static void runInsideAgent(Runnable task) {
    Gate.enterAgent();
    try {
      task.run();
    } finally {
      Gate.leaveAgent();
    }
  }

  /**
   * The answer for a gap: a repair that is under way is joined, a fresh answer is used again,
   * otherwise the repair is begun.
   *
   * @throws StepFailure if the agent failed
   */
  RepairResult answer(String key, Duration patience, Callable<RepairResult> repair) {
    try {
      return join(key, repair).get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException | CancellationException e) {
      return RepairResult.not(Decision.REFUSED, Reason.BUSY, "", null);
    } catch (TimeoutException e) {
      return RepairResult.not(Decision.FAILED, Reason.WAIT_BUDGET_SPENT, "", null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return RepairResult.not(Decision.FAILED, Reason.INTERRUPTED, "", null);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw cause instanceof StepFailure ? (StepFailure) cause : new StepFailure(Step.REPAIR, e);
    }
  }

  /**
   * Runs something that no caller waits for, after what is waiting. False if there is too much
   * already.
   */
  boolean runLater(Runnable task) {
    try {
      worker.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private synchronized Future<RepairResult> join(String key, Callable<RepairResult> repair) {
    Flight known = flights.get(key);
    if (known != null && known.isUsable(clock.nanos())) {
      return known.task;
    }
    Flight flight = new Flight(repair, known == null ? 0 : known.failuresInARow());
    worker.execute(flight.task);
    flights.remove(key);
    flights.put(key, flight);
    return flight.task;
  }

  /** Forgets an answer that turned out not to hold, so that the next caller gets a fresh one. */
  synchronized void forget(String key) {
    flights.remove(key);
  }

  /**
   * Callers whose repair has not begun are let go at once; one that is under way is interrupted and
   * waited for, for a moment.
   */
  @Override
  public void close() {
    for (Runnable waiting : worker.shutdownNow()) {
      if (waiting instanceof Future) {
        ((Future<?>) waiting).cancel(false);
      }
    }
    try {
      if (!worker.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        // It ends by its own timeouts, and the kill switch keeps it from committing.
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One repair and, once it has ended, when. */
  private final class Flight {
    private volatile long endedAtNanos;
    private final FutureTask<RepairResult> task;
    private final int failuresBefore;

    Flight(Callable<RepairResult> repair, int failuresBefore) {
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
}

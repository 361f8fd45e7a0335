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
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One repair at a time for one database in this process, on a thread of the agent's that ends when
 * idle, or on a caller's own. Callers with the same gap share one repair and its answer; for a
 * little while the answer also serves those who come later, so that a storm of failures costs one
 * look at the database and not one each. Thread-safe.
 */
final class DatabaseRepairs implements AutoCloseable {
  private static final int MAX_WAITING = 64;
  private static final int MAX_REMEMBERED = 256;
  private static final long IDLE_SECONDS = 30;
  private static final long CLOSE_SECONDS = 2;

  private final ThreadPoolExecutor worker;
  private final Looks looks;
  private final Clock clock;

  /** Had by whoever works on the database, the worker or a caller. */
  private final Semaphore turn = new Semaphore(1);

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
    this.looks = new Looks(worker, clock);
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
      return await(join(key, repair), patience);
    } catch (RejectedExecutionException e) {
      return busy();
    }
  }

  /**
   * As {@link #answer}, but a repair that has to be begun is run by the calling thread, once no
   * other repair is under way; for repairs that use what belongs to the caller.
   */
  RepairResult answerHere(String key, Duration patience, Callable<RepairResult> repair) {
    Flight flight;
    boolean isNew;
    synchronized (this) {
      Flight known = usable(key);
      isNew = known == null;
      flight = known == null ? new Flight(repair, failuresBefore(key)) : known;
      if (isNew) {
        remember(key, flight);
      }
    }
    if (isNew) {
      runHere(flight.task, patience);
    }
    return await(flight.task, patience);
  }

  private void runHere(FutureTask<RepairResult> task, Duration patience) {
    boolean itsTurn = false;
    try {
      itsTurn = turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!itsTurn) {
      task.cancel(false);
      return;
    }
    try {
      task.run();
    } finally {
      turn.release();
    }
  }

  private static RepairResult await(Future<RepairResult> answer, Duration patience) {
    try {
      return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (CancellationException e) {
      return busy();
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

  private static RepairResult busy() {
    return RepairResult.not(Decision.REFUSED, Reason.BUSY, "", null);
  }

  /**
   * Runs something that no caller waits for, after what is waiting. False if there is too much
   * already.
   */
  boolean runLater(Runnable task) {
    try {
      worker.execute(() -> runInTurn(task));
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** See {@link Looks#later}. */
  void later(
      String key,
      Callable<RepairResult> look,
      RepairResult otherwise,
      Consumer<RepairResult> consumer) {
    looks.later(key, () -> inTurn(look), otherwise, consumer);
  }

  private synchronized Future<RepairResult> join(String key, Callable<RepairResult> repair) {
    Flight flight = usable(key);
    if (flight == null) {
      flight = new Flight(() -> inTurn(repair), failuresBefore(key));
      worker.execute(flight.task);
      remember(key, flight);
    }
    return flight.task;
  }

  /** To be called with the lock held, as the next two. */
  private @Nullable Flight usable(String key) {
    Flight known = flights.get(key);
    return known != null && known.isUsable(clock.nanos()) ? known : null;
  }

  private int failuresBefore(String key) {
    Flight known = flights.get(key);
    return known == null ? 0 : known.failuresInARow();
  }

  private void remember(String key, Flight flight) {
    flights.remove(key);
    flights.put(key, flight);
  }

  private void runInTurn(Runnable task) {
    turn.acquireUninterruptibly();
    try {
      task.run();
    } finally {
      turn.release();
    }
  }

  /** Whoever has the turn is bounded by timeouts of its own. */
  private <T> T inTurn(Callable<T> task) throws Exception {
    turn.acquireUninterruptibly();
    try {
      return task.call();
    } finally {
      turn.release();
    }
  }

  /** Forgets an answer that turned out not to hold, so that the next caller gets a fresh one. */
  synchronized void forget(String key) {
    flights.remove(key);
  }

  /**
   * Callers whose repair has not begun are let go at once, and a look that has not begun is not
   * taken; what is under way is waited for, for a moment, and interrupted unless a caller runs it.
   * No other begins.
   */
  @Override
  public void close() {
    for (Runnable waiting : worker.shutdownNow()) {
      if (waiting instanceof Future) {
        ((Future<?>) waiting).cancel(false);
      }
    }
    try {
      if (!worker.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)
          || !turn.tryAcquire(CLOSE_SECONDS, TimeUnit.SECONDS)) {
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

package io.schemamedic.engine.runtime;

import io.schemamedic.engine.sql.RelationName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One repair at a time for one database in this process, on a thread of the agent's that ends when
 * idle, or on a caller's own. Callers with the same gap share one repair and its answer; for a
 * little while the answer also serves those who come later, so that a storm of failures costs one
 * look at the database and not one each. Thread-safe.
 */
final class DatabaseRepairs {
  private static final int MAX_WAITING = 64;
  private static final int MAX_REMEMBERED = 256;
  private static final long IDLE_SECONDS = 30;

  /** More than the longest timeouts that can be configured. */
  private static final long LONGEST_TURN_SECONDS = 60;

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
    this.worker = AgentThreads.one(threadName, IDLE_SECONDS, MAX_WAITING);
    this.looks = new Looks(worker, clock);
  }

  /**
   * The answer for a gap: a repair that is under way is joined, a fresh answer is used again,
   * otherwise the repair is begun. It goes on when the caller waits no longer.
   *
   * @throws StepFailure if the agent failed
   */
  RepairResult answer(String key, CallersWait wait, Callable<RepairResult> repair) {
    try {
      return join(key, repair).answer(wait);
    } catch (RejectedExecutionException e) {
      return Flight.busy();
    }
  }

  /**
   * As {@link #answer}, but a repair that has to be begun is run by the calling thread, once no
   * other repair is under way; for repairs that use what belongs to the caller.
   */
  RepairResult answerHere(String key, CallersWait wait, Callable<RepairResult> repair) {
    Flight flight;
    boolean isNew;
    synchronized (this) {
      if (worker.isShutdown()) {
        return Flight.busy();
      }
      Flight known = usable(key);
      isNew = known == null;
      flight = known == null ? new Flight(repair, failuresBefore(key), clock) : known;
      if (isNew) {
        remember(key, flight);
      }
    }
    RepairResult over = isNew ? runHere(flight, wait) : null;
    return over == null ? flight.answer(wait) : over;
  }

  private @Nullable RepairResult runHere(Flight flight, CallersWait wait) {
    RepairResult over = wait.until(nanos -> turn.tryAcquire(nanos, TimeUnit.NANOSECONDS));
    if (over != null) {
      // Somebody may have joined; the next one begins anew.
      flight.cancel();
      return over;
    }
    try {
      flight.task().run();
      return null;
    } finally {
      turn.release();
    }
  }

  /**
   * Runs something for which no call has failed, after what is waiting; null if there is too much
   * already.
   */
  @Nullable Future<?> runLater(Runnable task) {
    FutureTask<Boolean> inTurn =
        new FutureTask<>(() -> inTurn(Executors.callable(task, Boolean.TRUE), Boolean.FALSE));
    try {
      worker.execute(inTurn);
      return inTurn;
    } catch (RejectedExecutionException e) {
      return null;
    }
  }

  /** See {@link Looks#later}. */
  void later(
      String key,
      Callable<RepairResult> look,
      RepairResult otherwise,
      Consumer<RepairResult> consumer) {
    looks.later(key, () -> inTurn(look, otherwise), otherwise, consumer);
  }

  private synchronized Flight join(String key, Callable<RepairResult> repair) {
    Flight flight = usable(key);
    if (flight == null) {
      flight = new Flight(() -> inTurn(repair, Flight.busy()), failuresBefore(key), clock);
      worker.execute(flight.task());
      remember(key, flight);
    }
    return flight;
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

  /**
   * @param otherwise if whoever has the turn does not end, though its own timeouts should see to it
   */
  private <T> T inTurn(Callable<T> task, T otherwise) throws Exception {
    if (!turn.tryAcquire(LONGEST_TURN_SECONDS, TimeUnit.SECONDS)) {
      return otherwise;
    }
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

  /** Forgets what was answered about these relations before they were changed. */
  synchronized void forgetAbout(Collection<RelationName> relations) {
    flights.keySet().removeIf(key -> relations.stream().anyMatch(each -> Gap.isAbout(key, each)));
  }

  /**
   * Waits until nobody works on the database.
   *
   * @return whether that came in time
   */
  boolean awaitQuiet(long nanos) throws InterruptedException {
    boolean quiet = turn.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    if (quiet) {
      turn.release();
    }
    return quiet;
  }

  /** Forgets all answers: much may have changed until somebody lets the agent work again. */
  synchronized void forgetAll() {
    flights.clear();
  }

  /**
   * Callers are let go at once, and nothing begins any more; what is under way is interrupted
   * unless a caller runs it. Does not wait for its end.
   */
  void end() {
    synchronized (this) {
      worker.shutdown();
      flights.values().forEach(Flight::cancel);
    }
    for (Runnable waiting : worker.shutdownNow()) {
      if (waiting instanceof Future) {
        ((Future<?>) waiting).cancel(false);
      }
    }
  }

  /**
   * After {@link #end}, waits for what is under way.
   *
   * @return whether it has ended; else it ends by its own timeouts, and the kill switch keeps it
   *     from committing
   */
  boolean awaitEnd(long nanos) {
    long deadline = System.nanoTime() + nanos;
    try {
      return worker.awaitTermination(nanos, TimeUnit.NANOSECONDS)
          && turn.tryAcquire(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

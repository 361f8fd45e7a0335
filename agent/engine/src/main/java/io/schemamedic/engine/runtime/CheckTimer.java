package io.schemamedic.engine.runtime;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that wakes up by itself: for the next check, and to end one that takes too long.
 * Begins with the first work, ends when told to, and never keeps the process alive.
 */
final class CheckTimer {
  private final ScheduledThreadPoolExecutor timer;
  private final Consumer<Throwable> errors;
  private volatile @Nullable Thread thread;

  /**
   * @param errors takes what the work throws
   */
  CheckTimer(Consumer<Throwable> errors) {
    this.errors = errors;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread made = AgentThreads.named("schema-medic check", task);
              thread = made;
              return made;
            });
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Runs the work after each interval, which does not include the work. */
  void every(Duration interval, Runnable work) {
    timer.scheduleWithFixedDelay(
        () -> run(work), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Runs the work once, unless it is cancelled.
   *
   * @throws RejectedExecutionException after {@link #end}
   */
  Future<?> after(Duration delay, Runnable work) {
    return timer.schedule(() -> run(work), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run(Runnable work) {
    try {
      work.run();
    } catch (Throwable e) {
      // The next time must come all the same.
      errors.accept(e);
    }
  }

  /** Whether the caller is work of this timer. */
  boolean isCurrentThread() {
    return Thread.currentThread() == thread;
  }

  void end() {
    timer.shutdownNow();
  }
}

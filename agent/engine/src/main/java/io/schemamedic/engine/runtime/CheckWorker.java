package io.schemamedic.engine.runtime;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs the checks of one database, one at a time, on a thread that ends when idle. Not the thread
 * of the repairs: neither may wait for the other. Thread-safe.
 */
final class CheckWorker {
  private static final long IDLE_SECONDS = 1;

  /** One that runs, and one that begins when it is over; a third would see the same. */
  private static final int MOST_WAITING = 1;

  private final ThreadPoolExecutor worker;

  CheckWorker(String threadName) {
    this.worker = AgentThreads.one(threadName, IDLE_SECONDS, MOST_WAITING);
  }

  /** Returns at once; false if it will not run, because one waits already or all has ended. */
  boolean run(Runnable check) {
    try {
      worker.execute(check);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Nothing begins any more, and what is under way is interrupted. Does not wait. */
  void end() {
    worker.shutdownNow();
  }

  /** After {@link #end}, waits for what is under way; whether it has ended. */
  boolean awaitEnd(long nanos) {
    try {
      return worker.awaitTermination(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

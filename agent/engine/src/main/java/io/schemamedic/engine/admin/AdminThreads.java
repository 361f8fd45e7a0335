package io.schemamedic.engine.admin;

import io.schemamedic.entry.DaemonThread;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that answer requests. */
final class AdminThreads {
  /** A scrape and a person looking at the page; more would be load that nobody asked for. */
  private static final int MOST_THREADS = 2;

  /** Requests that wait for a thread; further connections are closed. */
  private static final int MOST_WAITING = 64;

  private static final long IDLE_SECONDS = 30;

  private AdminThreads() {}

  static ExecutorService pool() {
    AtomicInteger number = new AtomicInteger();
    return pool(
        MOST_THREADS,
        new ArrayBlockingQueue<>(MOST_WAITING),
        work -> DaemonThread.named("schema-medic-http-" + number.incrementAndGet(), work));
  }

  /** For what has to wait for the database: one at a time, and none waits for another. */
  static ExecutorService approvals() {
    return pool(
        1,
        new SynchronousQueue<>(),
        work -> DaemonThread.named("schema-medic-http-approval", work));
  }

  private static ExecutorService pool(
      int threads, BlockingQueue<Runnable> waiting, ThreadFactory factory) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, waiting, factory);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}

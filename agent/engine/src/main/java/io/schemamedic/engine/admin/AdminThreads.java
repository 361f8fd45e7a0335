package io.schemamedic.engine.admin;

import io.schemamedic.entry.DaemonThread;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that answer requests. */
final class AdminThreads {
  /** A scrape and a person looking at the page; more would be load that nobody asked for. */
  private static final int MOST_THREADS = 2;

  /** Requests that wait for a thread; further connections are closed. */
  private static final int MOST_WAITING = 16;

  private static final long IDLE_SECONDS = 30;

  private AdminThreads() {}

  static ExecutorService pool() {
    AtomicInteger number = new AtomicInteger();
    ThreadFactory factory =
        work -> DaemonThread.named("schema-medic-http-" + number.incrementAndGet(), work);
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            MOST_THREADS,
            MOST_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            factory);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}

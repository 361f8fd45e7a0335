package io.schemamedic.engine.admin;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Daemon threads that hold on to nothing of the service: no context class loader, no inherited
 * thread locals worth keeping, so that they neither keep the JVM alive nor a redeployed
 * application.
 */
final class AdminThreads {
  /** A scrape and a person looking at the page; more would be load that nobody asked for. */
  private static final int MOST_THREADS = 2;

  /** Requests that wait for a thread; further connections are closed. */
  private static final int MOST_WAITING = 16;

  private static final long IDLE_SECONDS = 30;

  private AdminThreads() {}

  static Thread named(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }

  static ExecutorService pool() {
    AtomicInteger number = new AtomicInteger();
    ThreadFactory factory = work -> named("schema-medic-http-" + number.incrementAndGet(), work);
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

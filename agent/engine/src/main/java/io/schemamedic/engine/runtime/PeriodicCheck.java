package io.schemamedic.engine.runtime;

import io.schemamedic.entry.Gate;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The one thread that wakes up by itself. Ends when told to, and never keeps the process alive. */
final class PeriodicCheck {
  private final CountDownLatch ended = new CountDownLatch(1);

  private PeriodicCheck() {}

  /** Runs the work after each interval, which does not include the work. */
  static PeriodicCheck begin(Duration interval, Runnable work) {
    PeriodicCheck periodic = new PeriodicCheck();
    Thread thread = new Thread(() -> periodic.run(interval, work), "schema-medic check");
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
    return periodic;
  }

  private void run(Duration interval, Runnable work) {
    Gate.enterAgent();
    try {
      while (!ended.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        work.run();
      }
    } catch (InterruptedException e) {
      // Interrupting is another way of telling it to end.
      Thread.currentThread().interrupt();
    } finally {
      Gate.leaveAgent();
    }
  }

  void end() {
    ended.countDown();
  }
}

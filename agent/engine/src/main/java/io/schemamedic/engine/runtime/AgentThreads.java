package io.schemamedic.engine.runtime;

import io.schemamedic.entry.DaemonThread;
import io.schemamedic.entry.Gatekeeper;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which the agent asks databases. They are daemons, hold no class loader of an
 * application, and what drivers do on them is the agent's own, which the gate lets pass.
 */
final class AgentThreads {
  private AgentThreads() {}

  static Thread named(String name, Runnable work) {
    return DaemonThread.named(name, () -> runInsideAgent(work));
  }

  /** One thread of that name, which ends when idle; what is more than may wait is rejected. */
  static ThreadPoolExecutor one(String name, long idleSeconds, int mostWaiting) {
    ThreadPoolExecutor worker =
        new ThreadPoolExecutor(
            1,
            1,
            idleSeconds,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<Runnable>(mostWaiting),
            work -> named(name, work));
    worker.allowCoreThreadTimeOut(true);
    return worker;
  }

  private static void runInsideAgent(Runnable work) {
    Gatekeeper.enterAgent();
    try {
      work.run();
    } finally {
      Gatekeeper.leaveAgent();
    }
  }
}

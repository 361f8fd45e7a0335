package io.schemamedic.engine.runtime;

import io.schemamedic.engine.metrics.MeterBridge;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The thread on which the meters are shown in the service's own Micrometer, if its owner wants
 * that: from the service's first connection on. Thread-safe.
 */
final class ServiceMeters {
  private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(2);

  private final @Nullable MeterBridge bridge;
  private @Nullable Thread thread;
  private boolean closed;

  /**
   * @param bridge null if nobody wants it
   */
  ServiceMeters(@Nullable MeterBridge bridge) {
    this.bridge = bridge;
  }

  /** The service connects, or a call of it fails, on this thread. */
  void usedBy(@Nullable ClassLoader driver) {
    if (bridge == null) {
      return;
    }
    begin(bridge);
    for (@Nullable ClassLoader loader :
        new @Nullable ClassLoader[] {
          Thread.currentThread().getContextClassLoader(), driver, ClassLoader.getSystemClassLoader()
        }) {
      if (loader != null) {
        bridge.isUsed(loader);
      }
    }
  }

  private synchronized void begin(MeterBridge toRun) {
    if (thread == null && !closed) {
      thread = AgentThreads.named("schema-medic metrics", toRun);
      thread.start();
    }
  }

  /** Takes everything back, unless the service's registry does not let us: then once it does. */
  void close() {
    Thread running;
    synchronized (this) {
      closed = true;
      running = thread;
    }
    if (bridge != null) {
      bridge.close();
    }
    if (running != null) {
      try {
        running.join(PATIENCE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

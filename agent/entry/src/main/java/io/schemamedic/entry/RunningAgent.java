package io.schemamedic.entry;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What exists from the moment a driver's class shows up: the agent's loader, the weaver, and an
 * engine that is starting on a thread of its own.
 */
final class RunningAgent {
  private static final String WEAVER = "io.schemamedic.instrumentation.DriverWeaver";
  private static final String ENGINE_STARTER = "io.schemamedic.engine.runtime.EngineStarter";

  private final AgentClassLoader loader;
  private final Weaver weaver;
  private volatile @Nullable Engine engine;

  private RunningAgent(AgentClassLoader loader, Weaver weaver) {
    this.loader = loader;
    this.weaver = weaver;
  }

  /** Opens the jar and makes the weaver; {@link #startEngine} is still to be called. */
  static RunningAgent load() throws IOException, ReflectiveOperationException {
    AgentClassLoader loader = new AgentClassLoader(AgentJar.open());
    boolean loaded = false;
    try {
      Weaver weaver =
          (Weaver) Class.forName(WEAVER, true, loader).getDeclaredConstructor().newInstance();
      loaded = true;
      return new RunningAgent(loader, weaver);
    } finally {
      if (!loaded) {
        loader.close();
      }
    }
  }

  Weaver weaver() {
    return weaver;
  }

  /** Starts the engine in the background. Returns at once; to be called once. */
  void startEngine(@Nullable String arguments) {
    // No lambdas: the first one in a process costs it some twenty milliseconds.
    EngineStart start =
        new EngineStart(
            new Callable<Boolean>() {
              @Override
              public Boolean call() {
                return BlockingCheck.isPossible(arguments, System.getProperties(), System.getenv());
              }
            });
    Runnable work =
        new Runnable() {
          @Override
          public void run() {
            startEngine(arguments, start);
          }
        };
    Thread thread = daemonThread("schema-medic-start", work);
    Gate.openLater(start);
    thread.start();
  }

  private void startEngine(@Nullable String arguments, EngineStart start) {
    Gate.enterAgent();
    Engine started = null;
    try {
      started =
          (Engine)
              Class.forName(ENGINE_STARTER, true, loader)
                  .getMethod("start", String.class)
                  .invoke(null, arguments);
      engine = started;
    } catch (Throwable e) {
      Notice.print("The engine did not start; the service runs as without the agent", e);
    } finally {
      start.finish(started);
      if (!Gate.openAfter(start, started) && started != null) {
        // Detached while starting: the engine must not outlive that.
        started.close();
      }
      Gate.leaveAgent();
    }
  }

  /**
   * A thread that neither keeps the process alive nor anything of the service: since Java 9 it can
   * be told not to copy the inheritable thread-locals of the service's thread that happens to be
   * the first to need the driver.
   */
  static Thread daemonThread(String name, Runnable work) {
    Thread thread;
    try {
      Constructor<Thread> constructor =
          Thread.class.getConstructor(
              ThreadGroup.class, Runnable.class, String.class, long.class, boolean.class);
      thread = constructor.newInstance(null, work, name, 0L, false);
    } catch (ReflectiveOperationException e) {
      // Java 8 cannot be told.
      thread = new Thread(work, name);
    }
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }

  /** Ends the engine and closes the jar. */
  void close() throws IOException {
    Engine started = engine;
    try {
      if (started != null) {
        started.close();
      }
    } finally {
      loader.close();
    }
  }
}

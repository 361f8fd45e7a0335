package io.schemamedic.entry;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What exists from the moment a driver's class shows up: the agent's loader, the weaver, and an
 * engine that is starting on a thread of its own.
 */
final class RunningAgent {
  private static final String WEAVER = "io.schemamedic.instrumentation.DriverWeaver";
  private static final String ENGINE_STARTER = "io.schemamedic.engine.runtime.EngineStarter";

  /** A start takes a few hundred milliseconds, unless a file system does not answer. */
  private static final long LONGEST_START_MILLIS = TimeUnit.SECONDS.toMillis(3);

  /** The engine gives what is under way three seconds. */
  private static final long LONGEST_END_MILLIS = TimeUnit.SECONDS.toMillis(10);

  private final AgentClassLoader loader;
  private final Weaver weaver;
  private @Nullable Engine engine;
  private @Nullable Thread starter;
  private boolean gateOpened;
  private boolean left;

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

  /**
   * Opens the gate and starts the engine in the background. Returns at once; to be called once.
   * Does nothing if the agent has left meanwhile.
   */
  synchronized void startEngine(@Nullable String arguments) throws ReflectiveOperationException {
    if (left) {
      return;
    }
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
    Thread thread = DaemonThread.named("schema-medic-start", work);
    gateOpened = true;
    Gatekeeper.openLater(start);
    boolean started = false;
    try {
      SystemGate.open(new WovenCalls());
      thread.start();
      starter = thread;
      started = true;
    } finally {
      if (!started) {
        Gatekeeper.open(null);
      }
    }
  }

  private void startEngine(@Nullable String arguments, EngineStart start) {
    Gatekeeper.enterAgent();
    Engine started = null;
    try {
      started =
          (Engine)
              Class.forName(ENGINE_STARTER, true, loader)
                  .getMethod("start", String.class)
                  .invoke(null, arguments);
    } catch (Throwable e) {
      tellUnlessLeft(e);
    } finally {
      start.finish(started);
      if (!takeIn(started, start) && started != null) {
        // Detached while starting: the engine must not outlive that.
        started.close();
      }
      Gatekeeper.leaveAgent();
    }
  }

  private synchronized void tellUnlessLeft(Throwable error) {
    if (!left) {
      Notice.print("The engine did not start; the service runs as without the agent", error);
    }
  }

  private synchronized boolean takeIn(@Nullable Engine started, EngineStart start) {
    engine = left ? null : started;
    return !left && Gatekeeper.openAfter(start, started);
  }

  /**
   * Closes the gate, ends the engine and closes the jar. Returns after ten seconds at the latest;
   * what has not ended by then ends by itself. Does not throw.
   *
   * @return whether all has ended
   */
  boolean close() {
    if (!closeGate()) {
      // Nobody was ever let in. Not worth a thread, which whoever defines a class must not wait
      // for.
      end();
      return true;
    }
    Runnable work =
        new Runnable() {
          @Override
          public void run() {
            end();
          }
        };
    try {
      Thread thread = DaemonThread.named("schema-medic-end", work);
      thread.start();
      thread.join(LONGEST_END_MILLIS);
      if (thread.isAlive()) {
        Notice.print("Detached, but is still ending what was under way");
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Throwable e) {
      // No memory for a thread: then on this one.
      end();
    }
    return true;
  }

  /**
   * From here on nothing enters. What is inside goes on. Of two agents that two driver classes have
   * made at the same moment one was never opened: its end must not close the gate of the other.
   *
   * @return whether it was open
   */
  private boolean closeGate() {
    synchronized (this) {
      left = true;
      if (!gateOpened) {
        return false;
      }
    }
    Gatekeeper.open(null);
    Gatekeeper.forget();
    try {
      SystemGate.open(null);
    } catch (Throwable e) {
      Notice.print("Detached, but could not close the gate; nobody is behind it any more", e);
    }
    return true;
  }

  private void end() {
    try {
      Engine running = awaitEngine(LONGEST_START_MILLIS);
      if (running != null) {
        running.close();
      }
    } catch (Throwable e) {
      Notice.print("Detached, but could not end everything", e);
    }
    try {
      loader.close();
    } catch (IOException e) {
      Notice.print("Detached, but could not close the agent's jar", e);
    }
  }

  /** The engine, after waiting for its start; null if it has not started, or not in time. */
  @Nullable Engine awaitStart(long longestMillis) {
    try {
      return awaitEngine(longestMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  synchronized boolean isStarting() {
    return starter != null && starter.isAlive();
  }

  /** The engine; null if there is none, or one that its starter closes when it finds us gone. */
  private @Nullable Engine awaitEngine(long longestMillis) throws InterruptedException {
    Thread starting;
    synchronized (this) {
      starting = starter;
    }
    if (starting != null) {
      starting.join(longestMillis);
    }
    synchronized (this) {
      return engine;
    }
  }
}

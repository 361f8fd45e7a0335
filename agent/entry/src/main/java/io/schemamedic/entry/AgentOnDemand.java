package io.schemamedic.entry;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Brings the agent to life when the first of the driver's classes is being defined, and weaves.
 * Never waits for another thread: whoever defines a class may hold locks of the service's loaders.
 */
final class AgentOnDemand {
  private final @Nullable String arguments;
  private final AtomicReference<@Nullable RunningAgent> running = new AtomicReference<>();

  /** What drivers lack, as it was told: once for each version of a driver, however often loaded. */
  private final ConcurrentMap<String, String> told = new ConcurrentHashMap<>();

  private volatile boolean off;

  AgentOnDemand(@Nullable String arguments) {
    this.arguments = arguments;
  }

  /** The woven class; null if it has to stay as it is. Does not throw. */
  byte @Nullable [] weave(@Nullable ClassLoader loader, String className, byte[] classFile) {
    if (off) {
      return null;
    }
    try {
      WovenClass woven = running().weaver().weave(loader, className, classFile);
      String missing = woven.missing();
      if (missing != null && told.putIfAbsent(missing, className) == null) {
        tellStrict(missing);
      }
      return off ? null : woven.classFile();
    } catch (ForeignJarException e) {
      off = true;
      Notice.print("Does nothing: " + e.getMessage());
    } catch (Throwable e) {
      if (!off) {
        leaveAsItIs(className, e);
      }
    }
    return null;
  }

  /**
   * Two threads that need it at the same moment both make one, and one is thrown away: cheaper than
   * a wait that could become a deadlock.
   */
  private RunningAgent running() throws Exception {
    RunningAgent existing = running.get();
    if (existing != null) {
      return existing;
    }
    RunningAgent made = RunningAgent.load();
    if (running.compareAndSet(null, made)) {
      if (!off) {
        made.startEngine(arguments);
        return made;
      }
      running.set(null);
    }
    made.close();
    RunningAgent other = running.get();
    if (other == null) {
      throw new IllegalStateException("Detached meanwhile");
    }
    return other;
  }

  private static void tellStrict(String missing) {
    Notice.print(
        "This version of pgjdbc has no "
            + missing
            + ". Failing calls are counted and never repeated, and only those of a plain Statement"
            + " are repaired. Use a version from 42.2.5 to 42.7.14, unchanged");
  }

  private void leaveAsItIs(String className, Throwable error) {
    try {
      if (running.get() == null) {
        // Without the agent's jar the next class would fail in the same way.
        off = true;
      }
      HalfWovenDriver.leaveAsItIs(className, error);
    } catch (Throwable e) {
      // No memory even for a line: the class stays as it is all the same.
      off = true;
    }
  }

  /** Null while no class of a driver was met, or if the agent could not be loaded. */
  @Nullable RunningAgent current() {
    return running.get();
  }

  /** Whether it could not be loaded, and does nothing. */
  boolean hasFailed() {
    return off;
  }

  /** From here on all classes stay as they are. Returns what has to be closed, null if nothing. */
  @Nullable RunningAgent switchOff() {
    off = true;
    return running.getAndSet(null);
  }
}

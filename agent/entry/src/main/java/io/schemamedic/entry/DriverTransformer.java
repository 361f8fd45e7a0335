package io.schemamedic.entry;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sees every class of the process and cares for five. Looks at the name before anything else, and
 * loads what it needs only for one of the five. Never waits for another thread: whoever defines a
 * class may hold locks of the service's loaders.
 */
final class DriverTransformer implements ClassFileTransformer {
  private static final String PACKAGE = "org/postgresql/";

  private final @Nullable String arguments;
  private final AtomicReference<@Nullable RunningAgent> running = new AtomicReference<>();
  private volatile boolean off;

  DriverTransformer(@Nullable String arguments) {
    this.arguments = arguments;
  }

  /** Whether a class of this name, with slashes, is one of the driver's that are woven. */
  static boolean isInstrumented(String name) {
    switch (name) {
      case "org/postgresql/Driver":
      case "org/postgresql/jdbc/PgStatement":
      case "org/postgresql/jdbc/PgPreparedStatement":
      case "org/postgresql/jdbc/PgCallableStatement":
      case "org/postgresql/jdbc/BatchResultHandler":
        return true;
      default:
        return false;
    }
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    // Hidden classes have no name here.
    if (name == null || !name.startsWith(PACKAGE) || off || !isInstrumented(name)) {
      return null;
    }
    try {
      return running().weaver().weave(loader, name.replace('/', '.'), classFile);
    } catch (UnsupportedDriverException e) {
      Notice.print("Leaves " + name + " as it is: " + e.getMessage());
      return null;
    } catch (Throwable e) {
      leaveAsItIs(name, e);
      return null;
    }
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

  private void leaveAsItIs(String name, Throwable error) {
    try {
      if (running.get() == null) {
        // Without the agent's jar the next class would fail in the same way.
        off = true;
      }
      Notice.print("Leaves " + name + " as it is", error);
      Gate.agentError("weave", error);
    } catch (Throwable e) {
      // No memory even for a line: the class stays as it is all the same.
      off = true;
    }
  }

  /** From here on all classes stay as they are. Returns what has to be closed, null if nothing. */
  @Nullable RunningAgent switchOff() {
    off = true;
    return running.getAndSet(null);
  }
}

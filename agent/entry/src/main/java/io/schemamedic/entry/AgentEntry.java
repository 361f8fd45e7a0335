package io.schemamedic.entry;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import org.jspecify.annotations.Nullable;

/**
 * The way into a process: at its start ({@code -javaagent}) or later (attach). Does next to nothing
 * before the service needs a driver, and never throws: the service starts in any case.
 */
public final class AgentEntry {
  /** The argument of an attach that takes an attached agent out again. */
  private static final String DETACH = "detach";

  private static @Nullable DriverTransformer installed;
  private static @Nullable Instrumentation instrumentation;

  private AgentEntry() {}

  /** Called by the JVM before {@code main}. */
  public static void premain(@Nullable String arguments, Instrumentation jvm) {
    try {
      if (isWelcome()) {
        install(arguments, jvm);
      }
    } catch (Throwable e) {
      Notice.print("Did not start; the service runs as without the agent", e);
    }
  }

  /** Called by the JVM on attach, when the driver's classes may have been loaded long ago. */
  public static void agentmain(@Nullable String arguments, Instrumentation jvm) {
    try {
      if (DETACH.equals(arguments)) {
        detach();
      } else if (isWelcome() && install(arguments, jvm)) {
        retransformLoadedClasses(jvm);
      }
    } catch (Throwable e) {
      Notice.print("Did not start; the service runs as without the agent", e);
    }
  }

  private static boolean isWelcome() {
    if (HostJvm.isJdkTool(
        System.getProperty("jdk.module.main"), System.getProperty("sun.java.command"))) {
      return false;
    }
    if (HostJvm.isTooOld(System.getProperty("java.version"))) {
      Notice.print("Needs Java 8u40 or newer; the service runs as without the agent");
      return false;
    }
    return true;
  }

  private static synchronized boolean install(@Nullable String arguments, Instrumentation jvm) {
    if (installed != null) {
      Notice.print("Is in this process already; the second one does nothing");
      return false;
    }
    DriverTransformer transformer = new DriverTransformer(arguments);
    jvm.addTransformer(transformer, true);
    installed = transformer;
    instrumentation = jvm;
    return true;
  }

  /**
   * Leaves the process as if the agent had never been there: classes as the driver ships them, the
   * gate closed, threads ended, the agent's loader free to go. Does nothing if there is no agent.
   * Calls that are inside the engine at this moment end as failed calls.
   */
  public static synchronized void detach() {
    DriverTransformer transformer = installed;
    Instrumentation jvm = instrumentation;
    if (transformer == null || jvm == null) {
      return;
    }
    installed = null;
    instrumentation = null;
    RunningAgent running = transformer.switchOff();
    jvm.removeTransformer(transformer);
    Gate.open(null);
    retransformLoadedClasses(jvm);
    HalfWovenDriver.forget();
    if (running != null) {
      try {
        running.close();
      } catch (Throwable e) {
        Notice.print("Detached, but could not close everything", e);
      }
    }
  }

  /** One class at a time: another agent's failure on one of them must not undo the others. */
  private static void retransformLoadedClasses(Instrumentation jvm) {
    for (Class<?> loaded : jvm.getAllLoadedClasses()) {
      String name = loaded.getName();
      if (DriverTransformer.isInstrumented(name.replace('.', '/'))) {
        try {
          jvm.retransformClasses(loaded);
        } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
          HalfWovenDriver.leaveAsItIs(name, e);
        }
      }
    }
  }
}

package io.schemamedic.entry;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The agent of one attach, from its coming to its leaving. Used under the lock of {@link
 * AgentEntry}.
 */
final class InstalledAgent implements Predicate<String> {
  /** The text of an attach that takes the agent out again. */
  static final String DETACH = "detach";

  /** Tells the command line of an agent that came by an attach. */
  private static final String MARKER = "io.schemamedic.agent";

  private final Instrumentation jvm;
  private final DriverTransformer transformer;
  private final boolean beforeMain;
  private final long sinceMillis = System.currentTimeMillis();

  private InstalledAgent(Instrumentation jvm, DriverTransformer transformer, boolean beforeMain) {
    this.jvm = jvm;
    this.transformer = transformer;
    this.beforeMain = beforeMain;
  }

  /**
   * Comes in.
   *
   * @param options null if there are none
   * @param beforeMain false if the driver's classes may have been loaded long ago
   */
  static InstalledAgent install(@Nullable String options, Instrumentation jvm, boolean beforeMain) {
    InstalledAgent agent = new InstalledAgent(jvm, new DriverTransformer(options), beforeMain);
    boolean complete = false;
    try {
      jvm.addTransformer(agent.transformer, true);
      if (!beforeMain) {
        agent.weaveLoadedClasses();
        System.setProperty(MARKER, Channel.version() + "|" + AgentJar.path());
      }
      complete = true;
      return agent;
    } finally {
      if (!complete) {
        agent.leave();
      }
    }
  }

  /** Called by {@link AgentEntry} with whatever comes next. False if the agent has left. */
  @Override
  public boolean test(String text) {
    if (ChannelRequest.isOne(text)) {
      return isStillThereAfter(ChannelRequest.parse(text));
    }
    if (!DETACH.equals(text)) {
      Notice.print("Is in this process already; the second one does nothing" + ofVersion());
      return true;
    }
    leave();
    return false;
  }

  private boolean isStillThereAfter(@Nullable ChannelRequest request) {
    boolean there = true;
    try {
      if (request == null) {
        Channel.tellMalformed();
      } else if (request.command().equals(DETACH)) {
        List<String> problems = leave();
        there = false;
        Channel.answerDetached(request, problems);
      } else {
        channel().answer(request);
      }
    } catch (Throwable e) {
      Notice.print("Could not answer the command line", e);
    }
    return there;
  }

  Channel channel() {
    return new Channel(transformer, beforeMain ? "-javaagent" : "attach", sinceMillis);
  }

  private static String ofVersion() {
    String version = AgentJar.version();
    return version == null ? "" : ". The one that is there is version " + version;
  }

  /**
   * Leaves the process as if the agent had never been there: classes as the driver ships them, the
   * gate closed, threads ended, all of the agent's loaders free to go. Calls that are inside the
   * engine at this moment end as failed calls. Does not throw, and each step is made whatever
   * becomes of the others.
   *
   * @return what could not be undone, in words
   */
  private List<String> leave() {
    List<String> problems = new ArrayList<>();
    RunningAgent running = transformer.switchOff();
    jvm.removeTransformer(transformer);
    if (running != null && !running.close()) {
      problems.add("something was under way and is still ending by itself");
    }
    // Last, so that a class which was being woven when we began to leave is among the loaded ones.
    for (Class<?> driver : loadedDrivers()) {
      try {
        jvm.retransformClasses(driver);
      } catch (Throwable e) {
        problems.add("could not restore the class " + driver.getName());
        Notice.print("Detached, but could not restore " + driver.getName(), e);
      }
    }
    StopOrder.takeBack();
    System.clearProperty(MARKER);
    return problems;
  }

  /** One class at a time: another agent's failure on one of them must not undo the others. */
  private void weaveLoadedClasses() {
    for (Class<?> driver : loadedDrivers()) {
      try {
        jvm.retransformClasses(driver);
      } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
        HalfWovenDriver.leaveAsItIs(driver.getName(), e);
      }
    }
  }

  private List<Class<?>> loadedDrivers() {
    List<Class<?>> drivers = new ArrayList<>();
    for (Class<?> loaded : jvm.getAllLoadedClasses()) {
      if (DriverTransformer.isInstrumented(loaded.getName().replace('.', '/'))) {
        drivers.add(loaded);
      }
    }
    return drivers;
  }
}

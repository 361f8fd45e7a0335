package io.schemamedic.entry;

import java.lang.instrument.Instrumentation;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What {@link AgentEntry} makes, by this name, from the jar that is being attached, while no agent
 * is there. That class may be of another version, so the name and what is handed over cannot
 * change: the text that came with the jar or null, the {@link Instrumentation}, and whether this is
 * before {@code main}.
 */
public final class Arrival implements Function<Object[], @Nullable Predicate<String>> {

  /** Made reflectively. */
  public Arrival() {}

  /**
   * Brings the agent in. Does not throw.
   *
   * @return what takes every later text, and answers whether it is still there after that; null if
   *     nothing stays
   */
  @Override
  public @Nullable Predicate<String> apply(Object[] handedOver) {
    try {
      String text = (String) handedOver[0];
      Instrumentation jvm = (Instrumentation) handedOver[1];
      boolean beforeMain = (Boolean) handedOver[2];
      if (!beforeMain && text != null && ChannelRequest.isOne(text)) {
        return asked(text, jvm);
      }
      boolean wanted = beforeMain || !InstalledAgent.DETACH.equals(text);
      return wanted && isWelcome() ? InstalledAgent.install(text, jvm, beforeMain) : null;
    } catch (Throwable e) {
      Notice.print("Did not start; the service runs as without the agent", e);
      return null;
    }
  }

  /** The command line asks where there is no agent; perhaps for one. */
  private static @Nullable InstalledAgent asked(String text, Instrumentation jvm) {
    ChannelRequest request = ChannelRequest.parse(text);
    if (request == null) {
      Channel.tellMalformed();
      return null;
    }
    if (!request.command().equals("attach")) {
      Channel.answerAbsent(request);
      return null;
    }
    if (!isWelcome()) {
      Channel.answerUnwelcome(
          request, "this process is a tool of the JDK, or its Java is older than 8u40");
      return null;
    }
    InstalledAgent agent = InstalledAgent.install(request.options(), jvm, false);
    try {
      agent.channel().answerAttached(request);
    } catch (Throwable e) {
      // It is there all the same: if it were forgotten now, nobody could take it out again.
      Notice.print("Could not answer the command line", e);
    }
    return agent;
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
}

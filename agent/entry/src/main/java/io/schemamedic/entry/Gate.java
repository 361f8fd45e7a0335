package io.schemamedic.entry;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The one place where woven code meets the agent. Woven code calls it reflectively through the
 * system class loader and hands over JDK types only. Stays in the process for ever, and with it its
 * members: a newer version of the agent, attached after this one has left, finds this class as it
 * is. Thread-safe.
 */
public final class Gate {
  private static volatile @Nullable BiFunction<String, Object[], Object> handler;

  private Gate() {}

  /** Lets an agent answer from now on; with null nobody does. */
  public static void open(@Nullable BiFunction<String, Object[], Object> newHandler) {
    handler = newHandler;
  }

  /**
   * Asks the agent. Never throws.
   *
   * @param what the event, one of those that the agent's own version knows
   * @param arguments of the event
   * @param before what this method has answered to the event that this one follows, which is then
   *     heard by the agent that has answered, even if it has left meanwhile; null if it follows
   *     none
   * @return null if there is nothing to do, as always while there is no agent
   */
  @SuppressWarnings("unchecked")
  public static @Nullable Object call(String what, Object[] arguments, @Nullable Object before) {
    try {
      BiFunction<String, Object[], Object> asked =
          before == null ? handler : (BiFunction<String, Object[], Object>) before;
      return asked == null ? null : asked.apply(what, arguments);
    } catch (Throwable e) {
      // The agent counts its errors itself. One that gets this far has not even let it do that.
      return null;
    }
  }
}

package io.schemamedic.entry;

import org.jspecify.annotations.Nullable;

/**
 * The one place where woven code meets the agent. Woven code calls it reflectively through the
 * system class loader and hands over JDK types only. While no engine is set (not started, detached)
 * every call answers "let the exception go". Thread-safe.
 */
public final class Gate {
  private static volatile @Nullable Engine engine;

  private Gate() {}

  /** Opens the gate, or closes it with null. */
  public static void open(@Nullable Engine newEngine) {
    engine = newEngine;
  }
}

package io.schemamedic.entry;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Gate} that woven code finds, the system class loader's. That is another class than the
 * one of this name in our own loader.
 */
final class SystemGate {
  private SystemGate() {}

  /** As {@link Gate#open}. */
  static void open(@Nullable BiFunction<String, Object[], Object> handler)
      throws ReflectiveOperationException {
    Class.forName("io.schemamedic.entry.Gate", false, ClassLoader.getSystemClassLoader())
        .getMethod("open", BiFunction.class)
        .invoke(null, handler);
  }
}

package io.schemamedic.entry;

import org.jspecify.annotations.Nullable;

/** What the transformer needs from the instrumentation, which lives behind the agent's loader. */
public interface Weaver {

  /**
   * Weaves the advice into one class of the driver.
   *
   * @param loader the loader that defines the class; null for the bootstrap loader
   * @param className the binary name with dots
   * @param classFile the class as it is; not changed
   * @return the woven class, perhaps with the stricter advice
   * @throws UnsupportedDriverException if the class has to stay as it is
   */
  WovenClass weave(@Nullable ClassLoader loader, String className, byte[] classFile)
      throws UnsupportedDriverException;
}

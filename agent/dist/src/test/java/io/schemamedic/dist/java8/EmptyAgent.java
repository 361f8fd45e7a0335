package io.schemamedic.dist.java8;

import java.lang.instrument.Instrumentation;

/** An agent that does nothing: what any other loads beside it is its own doing. */
public final class EmptyAgent {
  private EmptyAgent() {}

  /** Called by the JVM before {@code main}. */
  public static void premain(String arguments, Instrumentation jvm) {}
}

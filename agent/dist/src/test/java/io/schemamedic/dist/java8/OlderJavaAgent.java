package io.schemamedic.dist.java8;

import java.lang.instrument.Instrumentation;

/** Makes the agents after it believe that this is another Java: the argument is its version. */
public final class OlderJavaAgent {
  private OlderJavaAgent() {}

  /** Called by the JVM before {@code main}. */
  public static void premain(String arguments, Instrumentation jvm) {
    System.setProperty("java.version", arguments);
  }
}

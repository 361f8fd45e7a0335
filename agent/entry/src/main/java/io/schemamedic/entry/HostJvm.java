package io.schemamedic.entry;

import org.jspecify.annotations.Nullable;

/** What the process is in which the agent finds itself, read from its system properties. */
final class HostJvm {
  private HostJvm() {}

  /**
   * Whether this is a tool of the JDK ({@code jps}, {@code javac}, {@code keytool}), which gets
   * agents only because {@code JAVA_TOOL_OPTIONS} is set for a whole machine.
   *
   * @param mainModule {@code jdk.module.main}: set since Java 9 when a module was launched
   * @param command {@code sun.java.command}: main class, or module and main class, and arguments
   */
  static boolean isJdkTool(@Nullable String mainModule, @Nullable String command) {
    if (mainModule != null && (mainModule.startsWith("jdk.") || mainModule.startsWith("java."))) {
      return true;
    }
    return command != null
        && (command.startsWith("sun.tools.")
            || command.startsWith("com.sun.tools.")
            || command.startsWith("sun.security.tools.")
            || command.startsWith("sun.rmi.")
            || command.startsWith("sun.jvm")
            || command.startsWith("sun.applet.")
            || command.startsWith("com.sun.java.util.jar.pack.")
            || command.startsWith("jdk."));
  }

  /**
   * Whether the compiler of this JVM may crash on method handles that appear before {@code main}:
   * Java 8 before update 40. Older ones cannot load our classes at all.
   *
   * @param version {@code java.version}, such as {@code 1.8.0_25} or {@code 17.0.15}
   */
  static boolean isTooOld(@Nullable String version) {
    if (version == null || !version.startsWith("1.8.0")) {
      return false;
    }
    int underscore = version.indexOf('_');
    if (underscore < 0) {
      return version.equals("1.8.0");
    }
    int end = underscore + 1;
    while (end < version.length() && Character.isDigit(version.charAt(end))) {
      end++;
    }
    return end > underscore + 1 && Integer.parseInt(version.substring(underscore + 1, end)) < 40;
  }
}

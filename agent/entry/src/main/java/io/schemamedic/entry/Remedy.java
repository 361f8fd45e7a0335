package io.schemamedic.entry;

import java.io.IOException;

/** What a person can do about an error of the agent itself. */
public final class Remedy {
  private static final String JAR =
      "The agent's jar is not the whole one with which the service was started. Put that there, by"
          + " mv and not by cp, and restart the service.";

  private Remedy() {}

  /** One or two sentences of ours about an error or what it was caused by. */
  public static String of(Throwable error) {
    Throwable cause = error;
    // Five is deeper than reflection wraps; a chain of causes may be a ring.
    for (int depth = 0; cause != null && depth < 5; depth++) {
      if (cause instanceof OutOfMemoryError) {
        return "The process is short of memory or threads. Give it more, or take the agent out.";
      }
      if (cause instanceof SecurityException) {
        return "The service has a security manager whose policy does not trust the agent. Grant"
            + " AllPermission to the agent's jar there, or take the agent out.";
      }
      if (cause instanceof ClassNotFoundException
          || cause instanceof LinkageError
          || cause instanceof IOException) {
        return JAR;
      }
      cause = cause.getCause();
    }
    return "Nothing has to be done at once. Report this line, and the version, as an error.";
  }

  /** The same for a class of the driver that could not be woven. */
  static String ofWeaving(Throwable error) {
    return error instanceof RuntimeException
            || (error instanceof LinkageError && !(error instanceof NoClassDefFoundError))
        ? "Another agent has changed it, or it is of no released driver: see the other -javaagent"
            + " options, and the driver's jar."
        : of(error);
  }
}

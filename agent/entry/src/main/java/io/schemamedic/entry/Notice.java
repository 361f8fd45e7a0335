package io.schemamedic.entry;

/**
 * One line of ours on stderr, for what has to be said before or without an engine. Never a bound
 * value, a URL or an exception's message: only the types of what went wrong.
 */
final class Notice {
  private static final String PREFIX = "[schema-medic] ";

  private Notice() {}

  static void print(String line) {
    System.err.println(PREFIX + line);
  }

  /** Prints what was being tried, the types in the chain of causes, and what to do. */
  static void print(String tried, Throwable error) {
    print(tried, error, Remedy.of(error));
  }

  static void print(String tried, Throwable error, String remedy) {
    print(tried + ": " + typesOf(error) + ". " + remedy);
  }

  private static String typesOf(Throwable error) {
    StringBuilder types = new StringBuilder(error.getClass().getName());
    Throwable cause = error.getCause();
    // Five is deeper than reflection wraps; a chain of causes may be a ring.
    for (int depth = 0; cause != null && depth < 5; depth++) {
      types.append(", caused by ").append(cause.getClass().getName());
      cause = cause.getCause();
    }
    return types.toString();
  }
}

package io.schemamedic.cli;

/** An error of our own, in words. Without its message, which may quote anything. */
final class InternalProblem {
  private InternalProblem() {}

  /** What kind it is and where it came from, for a report to the maintainers. */
  static String of(Throwable error) {
    Throwable cause = error;
    // Five is deeper than anything here wraps; a chain of causes may be a ring.
    for (int depth = 0; cause.getCause() != null && depth < 5; depth++) {
      cause = cause.getCause();
    }
    StackTraceElement[] trace = cause.getStackTrace();
    return "internal error "
        + cause.getClass().getName()
        + (trace.length == 0 ? "" : " at " + trace[0]);
  }
}

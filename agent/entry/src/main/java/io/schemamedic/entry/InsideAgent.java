package io.schemamedic.entry;

/**
 * Which threads are doing the agent's own work, so that the agent never reacts to its own SQL. The
 * thread-local value is a JDK type: nothing of ours stays behind on the service's threads.
 */
final class InsideAgent {
  private static final ThreadLocal<Integer> DEPTH = new ThreadLocal<>();

  private InsideAgent() {}

  static boolean isCurrentThread() {
    return DEPTH.get() != null;
  }

  static void enter() {
    Integer depth = DEPTH.get();
    DEPTH.set(depth == null ? 1 : depth + 1);
  }

  static void leave() {
    Integer depth = DEPTH.get();
    if (depth == null || depth <= 1) {
      DEPTH.remove();
    } else {
      DEPTH.set(depth - 1);
    }
  }
}

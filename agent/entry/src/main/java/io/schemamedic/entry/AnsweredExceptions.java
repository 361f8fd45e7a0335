package io.schemamedic.entry;

import java.lang.ref.WeakReference;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The exception to which the gate has last said no on this thread. Methods of the driver call each
 * other ({@code executeUpdate(String, int)} calls {@code executeUpdate(String, String[])}); the
 * outer one must not report again what the inner one has reported. Not in a thread-local, which
 * would stay behind on the service's threads.
 */
final class AnsweredExceptions {
  private static final Map<Thread, WeakReference<Throwable>> LAST =
      Collections.synchronizedMap(new WeakHashMap<Thread, WeakReference<Throwable>>());

  private AnsweredExceptions() {}

  static boolean contains(Throwable thrown) {
    WeakReference<Throwable> last = LAST.get(Thread.currentThread());
    return last != null && last.get() == thrown;
  }

  /**
   * Whether it or what it is about was answered: drivers wrap what an inner method has thrown, or
   * chain it to another.
   */
  static boolean containsAnyOf(SQLException thrown) {
    Throwable cause = thrown.getCause();
    SQLException next = thrown.getNextException();
    return contains(thrown)
        || (cause != null && contains(cause))
        || (next != null && contains(next));
  }

  static void add(Throwable thrown) {
    LAST.put(Thread.currentThread(), new WeakReference<>(thrown));
  }

  static void forget() {
    LAST.clear();
  }

  /** So that the driver's outer method does not ask once more what has just gone wrong. */
  static void addIfPossible(Throwable thrown) {
    try {
      add(thrown);
    } catch (Throwable e) {
      Gatekeeper.agentError("gate", e);
    }
  }
}

package io.schemamedic.entry;

import java.sql.Statement;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The failed calls that are inside the agent at this moment, so that {@code Statement.cancel()}
 * finds them. As many as threads; each is in here only between entering and leaving. Thread-safe.
 */
final class WaitingCalls {
  private static final Set<Cancellation> INSIDE =
      Collections.newSetFromMap(new ConcurrentHashMap<Cancellation, Boolean>());

  private WaitingCalls() {}

  static void enter(Cancellation call) {
    INSIDE.add(call);
  }

  /** The call has left the agent. To be called in a finally block, as the next. */
  static void leave(Cancellation call) {
    forget(call);
    call.leave();
  }

  /** The call waits no longer here, but may enter again. */
  static void forget(Cancellation call) {
    INSIDE.remove(call);
  }

  /** Ends the waiting of calls of this very statement, of no other. */
  static void cancel(Statement statement) {
    for (Cancellation call : INSIDE) {
      if (call.isOf(statement)) {
        call.request();
      }
    }
  }

  static boolean isEmpty() {
    return INSIDE.isEmpty();
  }
}

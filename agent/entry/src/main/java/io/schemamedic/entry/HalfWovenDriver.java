package io.schemamedic.entry;

import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether a class of PostgreSQL's driver had to stay as it is. What the others report is then
 * incomplete: who does not see a connection join a foreign transaction, or what a batch has sent,
 * must not repeat. So the state of the transaction counts as unknown for all of them.
 */
final class HalfWovenDriver {
  private static final Set<String> TOLD =
      Collections.newSetFromMap(new ConcurrentHashMap<String, Boolean>());

  private static volatile boolean found;

  private HalfWovenDriver() {}

  /**
   * A class of any driver could not be woven. Says so, once for each class, and counts it; for
   * PostgreSQL's driver it also ends all repeating.
   */
  static void leaveAsItIs(String className, Throwable error) {
    String consequence = "";
    if (className.startsWith("org.postgresql.")) {
      // First, since there may be no memory for more.
      found = true;
      consequence = " and repeats no call any more";
    }
    if (TOLD.add(className)) {
      Notice.print(
          "Leaves " + className + " as it is" + consequence, error, Remedy.ofWeaving(error));
    }
    Gatekeeper.agentError("weave", error);
  }

  static boolean isFound() {
    return found;
  }

  /** For tests; an agent that is attached anew has a class of its own. */
  static void forget() {
    found = false;
    TOLD.clear();
  }
}

package io.schemamedic.engine.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits, once the kill switch is on, until nothing is under way that has been permitted before:
 * whoever was told that it is off must see no repair and no repetition from then on. What is under
 * way asks the switch before each of its steps, so this takes as long as one step.
 */
final class Quiet {
  private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(700);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final KillSwitch killSwitch;
  private final Databases databases;

  Quiet(KillSwitch killSwitch, Databases databases) {
    this.killSwitch = killSwitch;
    this.databases = databases;
  }

  /** What has not ended in time, in words for an operator; empty if all has. */
  List<String> await() {
    long deadline = System.nanoTime() + LONGEST_NANOS;
    List<String> left = new ArrayList<>();
    while (killSwitch.isRepetitionBeginning() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    if (killSwitch.isRepetitionBeginning()) {
      left.add("a call that had been permitted before is still about to be repeated");
    }
    for (MonitoredDatabase database : databases.all()) {
      if (!isQuiet(database, deadline)) {
        left.add(
            "a repair of "
                + database.label()
                + " waits for the server; it will be rolled back, unless the server was just"
                + " committing it");
      }
      database.repairs().forgetAll();
    }
    return left;
  }

  private static boolean isQuiet(MonitoredDatabase database, long deadline) {
    try {
      return database.repairs().awaitQuiet(Math.max(0, deadline - System.nanoTime()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

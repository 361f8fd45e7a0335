package io.schemamedic.engine.repair;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Before another try. With jitter, so that several processes do not meet again and again. */
public final class Pause {
  /**
   * Long enough for another repairer to commit, short enough to be early in the caller's budget.
   */
  public static final int SHORT_MILLIS = 10;

  private static final int JITTER_MILLIS = 50;

  private Pause() {}

  /** Returns false, with the interrupt kept, if the thread was interrupted. */
  public static boolean take(int shortestMillis) {
    try {
      TimeUnit.MILLISECONDS.sleep(
          ThreadLocalRandom.current().nextInt(shortestMillis, shortestMillis + JITTER_MILLIS));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

package io.schemamedic.entry;

/**
 * The kill switch by command: given, nothing is repaired or repeated until it is taken back.
 * Outlives the start of the engine, so that it can be given before, and ends with this agent.
 */
public final class StopOrder {
  private static volatile boolean given;

  private StopOrder() {}

  static void give() {
    given = true;
  }

  static void takeBack() {
    given = false;
  }

  /** Asked afresh every time, so that it works at once. */
  public static boolean isGiven() {
    return given;
  }
}

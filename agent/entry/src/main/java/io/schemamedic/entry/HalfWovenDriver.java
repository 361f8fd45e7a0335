package io.schemamedic.entry;

/**
 * Whether a class of PostgreSQL's driver had to stay as it is. What the others report is then
 * incomplete: who does not see a connection join a foreign transaction, or what a batch has sent,
 * must not repeat. So the state of the transaction counts as unknown for all of them.
 */
final class HalfWovenDriver {
  private static volatile boolean found;

  private HalfWovenDriver() {}

  static void found() {
    found = true;
  }

  static boolean isFound() {
    return found;
  }

  /** The agent goes, and the driver's classes are the driver's again. */
  static void forget() {
    found = false;
  }
}

package io.schemamedic.engine.incident;

/**
 * Where a person reads what a reason means and what to do: on the page of our own port as soon as
 * that is open, else in the documentation. Thread-safe.
 */
public final class Runbook {
  private volatile String place = "reasons.md";

  /**
   * From now on the page at our port.
   *
   * @param origin scheme, host and port, such as {@code http://127.0.0.1:9464}
   */
  public void isServedAt(String origin) {
    place = origin + "/runbook";
  }

  /** The entry of a reason. */
  public String entryOf(String reason) {
    return place + '#' + reason;
  }
}

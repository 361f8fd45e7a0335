package io.schemamedic.entry;

/** A driver that has the right name and not the members that the advice needs. */
public final class UnsupportedDriverException extends Exception {

  /**
   * @param missing what is missing, in words for the log; from our own lists, never from the driver
   */
  public UnsupportedDriverException(String missing) {
    super(missing);
  }
}

package io.schemamedic.entry;

/** A class of the right name for which there is no advice. */
public final class UnsupportedDriverException extends Exception {

  /**
   * @param missing what is missing, in words for the log; from our own lists, never from the driver
   */
  public UnsupportedDriverException(String missing) {
    super(missing);
  }
}

package io.schemamedic.cli;

/**
 * What a command ended with. The numbers are part of the public contract; those that are missing
 * here belong to commands that talk to a running service.
 */
public enum ExitCode {
  OK(0),
  /** The database was compared, and has drift that the command was told to fail on. */
  DRIFT(1),
  /** Arguments, configuration or declared schema cannot be used; no database was asked. */
  USAGE(2),
  /** The database could not be reached, or was lost on the way. */
  UNREACHABLE(7),
  /** The database was reached, and the work could not be completed: nothing is known. */
  UNKNOWN(8);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}

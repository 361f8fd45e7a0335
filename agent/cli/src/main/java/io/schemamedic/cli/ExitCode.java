package io.schemamedic.cli;

/** What a command ended with. The numbers are part of the public contract. */
public enum ExitCode {
  OK(0),
  /** The database was compared, and has drift that the command was told to fail on. */
  DRIFT(1),
  /** Arguments, configuration or declared schema cannot be used; no database was asked. */
  USAGE(2),
  /** There is no such process, or it is no JVM. */
  NO_PROCESS(3),
  /** The process belongs to somebody else, or cannot read what it is to load. */
  PERMISSION(4),
  /** The JVM lets nobody in, does not answer, or our own Java cannot ask it. */
  REFUSED(5),
  /** There is no agent in the JVM, or it does not do what was asked. */
  INACTIVE(6),
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

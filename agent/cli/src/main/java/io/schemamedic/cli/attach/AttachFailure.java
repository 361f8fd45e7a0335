package io.schemamedic.cli.attach;

import io.schemamedic.cli.ExitCode;
import io.schemamedic.engine.log.LogLine;
import org.jspecify.annotations.Nullable;

/** The JVM was not reached, or not to the end. The message says why, and what to do. */
public final class AttachFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  AttachFailure(ExitCode exitCode, String message, @Nullable Throwable cause) {
    super(LogLine.printable(message), cause);
    this.exitCode = exitCode;
  }

  AttachFailure(ExitCode exitCode, String message) {
    this(exitCode, message, null);
  }

  public ExitCode exitCode() {
    return exitCode;
  }

  /** One printable line. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}

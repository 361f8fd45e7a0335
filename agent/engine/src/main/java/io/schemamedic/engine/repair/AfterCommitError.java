package io.schemamedic.engine.repair;

/** We or the driver failed after COMMIT was sent: the server may have done it. */
public final class AfterCommitError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String what;

  AfterCommitError(Throwable cause) {
    super(cause);
    this.what = cause.getClass().getSimpleName();
  }

  /** The kind of failure. */
  public String what() {
    return what;
  }
}

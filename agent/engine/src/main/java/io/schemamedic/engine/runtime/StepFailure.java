package io.schemamedic.engine.runtime;

/** Says in which step of the line the agent itself failed. Never reaches the service. */
final class StepFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Step step;

  StepFailure(Step step, Throwable cause) {
    super(cause);
    this.step = step;
  }

  Step step() {
    return step;
  }
}

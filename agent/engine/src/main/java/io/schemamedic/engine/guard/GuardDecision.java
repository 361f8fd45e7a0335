package io.schemamedic.engine.guard;

import io.schemamedic.engine.decision.Reason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a plan may run now, and if not, why. Immutable. */
public final class GuardDecision {
  private static final GuardDecision ALLOWED = new GuardDecision(null, "");

  private final @Nullable Reason reason;
  private final String detail;

  private GuardDecision(@Nullable Reason reason, String detail) {
    this.reason = reason;
    this.detail = detail;
  }

  public static GuardDecision allowed() {
    return ALLOWED;
  }

  public static GuardDecision refused(Reason reason, String detail) {
    return new GuardDecision(Objects.requireNonNull(reason), detail);
  }

  public boolean isAllowed() {
    return reason == null;
  }

  /** Only of a refusal. */
  public Reason reason() {
    return Objects.requireNonNull(reason);
  }

  public String detail() {
    return detail;
  }
}

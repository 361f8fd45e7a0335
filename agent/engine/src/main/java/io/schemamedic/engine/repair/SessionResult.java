package io.schemamedic.engine.repair;

import io.schemamedic.engine.decision.Reason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A proven session, or why there is none. */
public final class SessionResult {
  private final @Nullable RepairSession session;
  private final @Nullable Reason reason;
  private final String detail;
  private final boolean failure;

  private SessionResult(
      @Nullable RepairSession session, @Nullable Reason reason, String detail, boolean failure) {
    this.session = session;
    this.reason = reason;
    this.detail = detail;
    this.failure = failure;
  }

  static SessionResult of(RepairSession session) {
    return new SessionResult(session, null, "", false);
  }

  /** None could be had; at another time it may be. */
  static SessionResult failed(String detail) {
    return new SessionResult(null, Reason.NO_REPAIR_SESSION, detail, true);
  }

  /** There must be none. */
  public static SessionResult refused(Reason reason, String detail) {
    return new SessionResult(null, reason, detail, false);
  }

  /** Null if there is none. */
  public @Nullable RepairSession session() {
    return session;
  }

  /** Only if there is none. */
  public Reason reason() {
    return Objects.requireNonNull(reason);
  }

  public String detail() {
    return detail;
  }

  /** Whether there is none because something went wrong, and not because there must be none. */
  public boolean isFailure() {
    return failure;
  }
}

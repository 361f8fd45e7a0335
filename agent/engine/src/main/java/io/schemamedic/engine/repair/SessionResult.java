package io.schemamedic.engine.repair;

import io.schemamedic.engine.decision.Reason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A proven session, or why there is none. */
public final class SessionResult {
  private final @Nullable RepairSession session;
  private final @Nullable Reason reason;
  private final String detail;

  private SessionResult(@Nullable RepairSession session, @Nullable Reason reason, String detail) {
    this.session = session;
    this.reason = reason;
    this.detail = detail;
  }

  static SessionResult of(RepairSession session) {
    return new SessionResult(session, null, "");
  }

  static SessionResult refused(Reason reason, String detail) {
    return new SessionResult(null, reason, detail);
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
}

package io.schemamedic.engine.repair;

import io.schemamedic.engine.decision.Reason;
import java.util.Locale;

/** How a repair ended, and why. Immutable. */
public final class RepairOutcome {

  /** The ways to end; the codes are label values of {@code schema_medic_repairs_total}. */
  public enum Status {
    /** Committed and verified. */
    REPAIRED,
    /** Someone else had added it; rolled back without DDL. */
    ALREADY_PRESENT,
    /** Not run, because a check on the repair session said no. */
    REFUSED,
    /** Run or begun, and rolled back. */
    FAILED;

    /** The stable code, in lower case. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Status status;
  private final Reason reason;
  private final String detail;

  private RepairOutcome(Status status, Reason reason, String detail) {
    this.status = status;
    this.reason = reason;
    this.detail = detail;
  }

  public static RepairOutcome repaired() {
    return new RepairOutcome(Status.REPAIRED, Reason.REPAIRED, "");
  }

  public static RepairOutcome alreadyPresent() {
    return new RepairOutcome(Status.ALREADY_PRESENT, Reason.ALREADY_PRESENT, "");
  }

  public static RepairOutcome refused(Reason reason, String detail) {
    return new RepairOutcome(Status.REFUSED, reason, detail);
  }

  public static RepairOutcome failed(Reason reason, String detail) {
    return new RepairOutcome(Status.FAILED, reason, detail);
  }

  public Status status() {
    return status;
  }

  public Reason reason() {
    return reason;
  }

  /** Never holds a value, a literal or server message; empty if the reason says all. */
  public String detail() {
    return detail;
  }

  /** Whether the object is there now. */
  public boolean isThere() {
    return status == Status.REPAIRED || status == Status.ALREADY_PRESENT;
  }
}

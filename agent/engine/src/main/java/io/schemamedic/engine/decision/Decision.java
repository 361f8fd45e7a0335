package io.schemamedic.engine.decision;

import java.util.Locale;

/**
 * What became of one failing call. The codes are public: label values of {@code
 * schema_medic_decisions_total}.
 */
public enum Decision {
  /** Repaired (by us or by someone faster) and repeated; the caller never saw the failure. */
  HEALED,
  /**
   * Repaired, but the call could not be repeated safely: the caller got its exception, the next
   * call works.
   */
  REPAIRED_FOR_NEXT,
  /** Planned and drafted, not run, because the mode is {@code propose}. */
  PROPOSED,
  /** Not run, for a reason that the operator can act on. */
  REFUSED,
  /** Tried and rolled back, or the repeated call failed as well. */
  FAILED,
  /** Counted only, because the mode is {@code observe}. */
  OBSERVED;

  /** The stable code, in lower case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.schemamedic.engine.runtime;

import java.util.Locale;

/** The steps of the line, as label values of {@code schema_medic_agent_errors_total}. */
public enum Step {
  CLASSIFY,
  DIAGNOSE,
  PLAN,
  GUARD,
  REPAIR,
  RETRY,
  CHECK,
  RECORD,
  CONNECTED,
  MAPPING;

  /** The stable code, in lower case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.schemamedic.engine.audit;

import java.util.Locale;

/** What an entry records. */
public enum AuditEvent {
  /** Written before anything is done about a failing call. */
  DECISION,
  /** Written when it is known how that ended. */
  OUTCOME;

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}

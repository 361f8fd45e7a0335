package io.schemamedic.engine.audit;

import java.util.Locale;

/** What an entry records. */
public enum AuditEvent {
  /** Written before anything is done about a failing call. */
  DECISION,
  /** Written when it is known how that ended. */
  OUTCOME,
  /** Written when it is known what the approval of a plan has led to. */
  APPROVAL;

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}

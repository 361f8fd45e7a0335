package io.schemamedic.engine.failure;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What kind of schema error it is. The codes are label values of {@code
 * schema_medic_failures_total}.
 */
public enum FailureKind {
  UNDEFINED_TABLE(SqlStates.UNDEFINED_TABLE),
  UNDEFINED_COLUMN(SqlStates.UNDEFINED_COLUMN),
  UNDEFINED_SCHEMA(SqlStates.INVALID_SCHEMA_NAME),
  UNDEFINED_OBJECT(SqlStates.UNDEFINED_OBJECT),
  UNDEFINED_FUNCTION(SqlStates.UNDEFINED_FUNCTION),
  UNDEFINED_PARAMETER(SqlStates.UNDEFINED_PARAMETER),
  DATATYPE_MISMATCH(SqlStates.DATATYPE_MISMATCH),
  /**
   * A cached plan whose result type changed: what other sessions meet after an {@code ADD COLUMN}.
   */
  CACHED_PLAN(SqlStates.FEATURE_NOT_SUPPORTED),
  INSUFFICIENT_PRIVILEGE(SqlStates.INSUFFICIENT_PRIVILEGE);

  /**
   * The server function that raises 0A000 for a cached plan; other uses of 0A000 are no schema
   * errors.
   */
  private static final String REVALIDATE_CACHED_QUERY = "RevalidateCachedQuery";

  private final String sqlState;

  FailureKind(String sqlState) {
    this.sqlState = sqlState;
  }

  /** The kind for an SQLSTATE; null if the error does not speak about the schema. */
  static @Nullable FailureKind of(@Nullable String sqlState, @Nullable String routine) {
    for (FailureKind kind : values()) {
      if (kind.sqlState.equals(sqlState)) {
        return kind == CACHED_PLAN && !REVALIDATE_CACHED_QUERY.equals(routine) ? null : kind;
      }
    }
    return null;
  }

  /** The stable code, in lower case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String sqlState() {
    return sqlState;
  }
}

package io.schemamedic.engine.runtime;

import io.schemamedic.engine.failure.SqlStates;
import io.schemamedic.engine.repair.SessionResult;
import java.sql.SQLException;

/** Why a check could not be completed, for people. */
final class CheckFailure {
  private CheckFailure() {}

  /** No session was to be had. */
  static String why(SessionResult opened) {
    String detail = opened.detail().isEmpty() ? "" : ": " + opened.detail();
    return "no session, " + opened.reason().code() + detail;
  }

  /** A session was there, and reading failed. */
  static String why(SQLException error) {
    String state = String.valueOf(error.getSQLState());
    return what(state) + ", sqlstate " + state;
  }

  private static String what(String state) {
    switch (state) {
      case SqlStates.QUERY_CANCELED:
        return "reading the catalog took too long";
      case SqlStates.LOCK_NOT_AVAILABLE:
        return "a table is locked by somebody";
      case SqlStates.INSUFFICIENT_PRIVILEGE:
        return "the service's role may not read the catalog";
      default:
        return state.startsWith("08")
            ? "the session broke while it read the catalog"
            : "the catalog could not be read";
    }
  }
}

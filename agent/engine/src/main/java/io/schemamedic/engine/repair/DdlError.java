package io.schemamedic.engine.repair;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.driver.ServerErrorReader;
import io.schemamedic.engine.failure.ServerError;
import io.schemamedic.engine.failure.SqlStates;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What an error on the repair session means. */
final class DdlError {
  private static final String READ_ONLY_SQL_TRANSACTION = "25006";

  private DdlError() {}

  /**
   * The result of an attempt that ended with an error.
   *
   * @throws SQLException the error itself, if it says that the connection is gone
   */
  static AttemptResult result(SQLException error) throws SQLException {
    String sqlState = error.getSQLState();
    if (sqlState == null || isSessionGone(error)) {
      throw error;
    }
    Reason again = reasonToTryAgain(sqlState, error);
    if (again != null) {
      return AttemptResult.again(again, "sqlstate " + sqlState);
    }
    return AttemptResult.ended(outcome(sqlState));
  }

  /**
   * Whether the session has ended with this error: the connection broke, or the server shut down.
   */
  static boolean isSessionGone(SQLException error) {
    String sqlState = String.valueOf(error.getSQLState());
    return sqlState.startsWith("08") || sqlState.startsWith("57P");
  }

  /** Whether somebody is in the way for a moment, which says nothing about what was asked. */
  static boolean isPassing(SQLException error) {
    switch (String.valueOf(error.getSQLState())) {
      case SqlStates.LOCK_NOT_AVAILABLE:
      case SqlStates.DEADLOCK_DETECTED:
      case SqlStates.SERIALIZATION_FAILURE:
        return true;
      default:
        return false;
    }
  }

  /** Whether the transaction is rolled back because another one has committed meanwhile. */
  static boolean isSerializationFailure(SQLException error) {
    return SqlStates.SERIALIZATION_FAILURE.equals(error.getSQLState());
  }

  /** Someone was in the way or faster: the next attempt reads the catalog again and sees. */
  private static @Nullable Reason reasonToTryAgain(String sqlState, SQLException error) {
    switch (sqlState) {
      case SqlStates.LOCK_NOT_AVAILABLE:
        return isWaitingForAName(error) ? Reason.DEPLOY_IN_PROGRESS : Reason.LOCK_TIMEOUT;
      case SqlStates.DEADLOCK_DETECTED:
      case SqlStates.SERIALIZATION_FAILURE:
        return Reason.LOCK_TIMEOUT;
      case SqlStates.DUPLICATE_TABLE:
      case SqlStates.DUPLICATE_COLUMN:
      case SqlStates.DUPLICATE_OBJECT:
      case SqlStates.UNIQUE_VIOLATION:
      case SqlStates.INTERNAL_ERROR:
        return Reason.STALE_PLAN;
      default:
        return null;
    }
  }

  /**
   * Whether the wait was for another transaction that has entered the same name into the catalog
   * and has not ended: nothing of it is to be seen yet.
   */
  private static boolean isWaitingForAName(SQLException error) {
    ServerError fields = ServerErrorReader.read(error);
    return fields != null
        && (fields.isAbout("pg_type_typname_nsp_index")
            || fields.isAbout("pg_class_relname_nsp_index"));
  }

  private static RepairOutcome outcome(String sqlState) {
    String detail = "sqlstate " + sqlState;
    switch (sqlState) {
      case SqlStates.QUERY_CANCELED:
        return RepairOutcome.failed(Reason.STATEMENT_TIMEOUT, detail);
      case SqlStates.INSUFFICIENT_PRIVILEGE:
        return RepairOutcome.failed(Reason.NO_PRIVILEGE, detail);
      case READ_ONLY_SQL_TRANSACTION:
        return RepairOutcome.refused(Reason.STANDBY, detail);
      case SqlStates.RAISE_EXCEPTION:
        return RepairOutcome.failed(Reason.DDL_FORBIDDEN, detail);
      case SqlStates.UNDEFINED_OBJECT:
        return RepairOutcome.failed(Reason.MISSING_TYPE, detail);
      default:
        return RepairOutcome.failed(Reason.DDL_FAILED, detail);
    }
  }
}

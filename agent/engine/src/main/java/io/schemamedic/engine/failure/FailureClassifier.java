package io.schemamedic.engine.failure;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.statement.StatementShape;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells from SQLSTATE, routine, position and context what a failure is. The message is translated
 * and loses quoting, so it never decides; it only has to contain the name that was read from the
 * statement.
 *
 * <p>The routines are functions of PostgreSQL's parser: an error from them means that the statement
 * has executed nothing.
 */
public final class FailureClassifier {
  private static final String PARSER_OPEN_TABLE = "parserOpenTable";
  private static final String ERROR_MISSING_RTE = "errorMissingRTE";
  private static final String EXEC_STMT_RAISE = "exec_stmt_raise";
  private static final String ERROR_MISSING_COLUMN = "errorMissingColumn";
  private static final Set<String> TARGET_LIST_ROUTINES =
      Collections.unmodifiableSet(
          new HashSet<>(Arrays.asList("checkInsertTargets", "transformUpdateTargetList")));

  private FailureClassifier() {}

  /**
   * Whether a failure speaks about the schema, so that its statement is worth reading.
   *
   * @param error null if the driver raised the error itself
   */
  public static boolean isAboutSchema(@Nullable String sqlState, @Nullable ServerError error) {
    return kind(sqlState, error) != null;
  }

  private static @Nullable FailureKind kind(
      @Nullable String sqlState, @Nullable ServerError error) {
    return FailureKind.of(sqlState, error == null ? null : error.routine());
  }

  /**
   * Classifies one failure.
   *
   * @param error null if the driver raised the error itself
   * @param sent the text as sent to the server, in which the position counts; null if unknown
   * @return null if the failure does not speak about the schema
   */
  public static @Nullable Failure classify(
      @Nullable String sqlState, @Nullable ServerError error, @Nullable StatementShape sent) {
    FailureKind kind = kind(sqlState, error);
    if (kind == null) {
      return null;
    }
    if (error == null) {
      return Failure.countedOnly(kind, Reason.RAISED_BY_DRIVER);
    }
    if (EXEC_STMT_RAISE.equals(error.routine())) {
      return Failure.countedOnly(
          kind, Reason.RAISED_BY_CODE, ContextReader.functionIn(error.where()));
    }
    if (error.isNested()) {
      return Failure.countedOnly(
          kind, Reason.INSIDE_FUNCTION, ContextReader.functionIn(error.where()));
    }
    ErrorPlace place = ErrorPlace.of(error, sent);
    Failure other = MissingObjectClassifier.classify(kind, error, place);
    if (other == null) {
      other = CopyClassifier.classify(kind, error, sent);
    }
    if (other != null) {
      return other;
    }
    switch (kind) {
      case UNDEFINED_TABLE:
        return relation(error, place);
      case UNDEFINED_COLUMN:
        return column(error, place);
      default:
        return Failure.countedOnly(kind, Reason.NOT_REPAIRABLE_KIND);
    }
  }

  private static Failure relation(ServerError error, ErrorPlace place) {
    if (ERROR_MISSING_RTE.equals(error.routine())) {
      return Failure.countedOnly(FailureKind.UNDEFINED_TABLE, Reason.ALIAS);
    }
    if (!PARSER_OPEN_TABLE.equals(error.routine())) {
      // RangeVarGetRelidExtended, DropErrorMsgNonExistent, regclassin: DDL, maintenance,
      // ::regclass.
      return Failure.countedOnly(FailureKind.UNDEFINED_TABLE, Reason.ADMINISTRATIVE_STATEMENT);
    }
    NameChain name = confirmedName(error, place);
    return name == null || name.size() > 2
        ? Failure.countedOnly(FailureKind.UNDEFINED_TABLE, Reason.UNREADABLE_NAME)
        : Failure.ofRelation(name);
  }

  private static Failure column(ServerError error, ErrorPlace place) {
    boolean target = TARGET_LIST_ROUTINES.contains(String.valueOf(error.routine()));
    if (!target && !ERROR_MISSING_COLUMN.equals(error.routine())) {
      return Failure.countedOnly(FailureKind.UNDEFINED_COLUMN, Reason.UNSUPPORTED_STATEMENT);
    }
    NameChain name = confirmedName(error, place);
    // A dot in a target list selects a field of a composite column: `UPDATE t SET t.id` means
    // column "t".
    return name == null || (target && name.size() > 1)
        ? Failure.countedOnly(FailureKind.UNDEFINED_COLUMN, Reason.UNREADABLE_NAME)
        : Failure.ofColumn(name, target);
  }

  private static @Nullable NameChain confirmedName(ServerError error, ErrorPlace place) {
    NameChain name = place.name();
    return name != null && error.mentions(name.last().value()) ? name : null;
  }
}

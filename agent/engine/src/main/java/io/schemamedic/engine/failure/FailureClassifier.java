package io.schemamedic.engine.failure;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.SqlLexer;
import io.schemamedic.engine.sql.SqlToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
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
   * Classifies one failure.
   *
   * @param error null if the driver raised the error itself
   * @param sentSql the text as sent to the server, in which the position counts; null if unknown
   * @return null if the failure does not speak about the schema
   */
  public static @Nullable Failure classify(
      @Nullable String sqlState, @Nullable ServerError error, @Nullable String sentSql) {
    FailureKind kind = FailureKind.of(sqlState, error == null ? null : error.routine());
    if (kind == null) {
      return null;
    }
    if (error == null) {
      return Failure.countedOnly(kind, Reason.RAISED_BY_DRIVER);
    }
    if (EXEC_STMT_RAISE.equals(error.routine())) {
      return Failure.countedOnly(kind, Reason.RAISED_BY_CODE);
    }
    if (error.isNested()) {
      return Failure.countedOnly(kind, Reason.INSIDE_FUNCTION);
    }
    switch (kind) {
      case UNDEFINED_TABLE:
        return relation(error, sentSql);
      case UNDEFINED_COLUMN:
        return column(error, sentSql);
      default:
        return Failure.countedOnly(kind, Reason.NOT_REPAIRABLE_KIND);
    }
  }

  private static Failure relation(ServerError error, @Nullable String sentSql) {
    if (ERROR_MISSING_RTE.equals(error.routine())) {
      return Failure.countedOnly(FailureKind.UNDEFINED_TABLE, Reason.ALIAS);
    }
    if (!PARSER_OPEN_TABLE.equals(error.routine())) {
      // RangeVarGetRelidExtended, DropErrorMsgNonExistent, regclassin: DDL, maintenance, nextval,
      // ::regclass.
      return Failure.countedOnly(FailureKind.UNDEFINED_TABLE, Reason.ADMINISTRATIVE_STATEMENT);
    }
    NameChain name = nameAt(error, sentSql);
    return name == null || name.size() > 2
        ? Failure.countedOnly(FailureKind.UNDEFINED_TABLE, Reason.UNREADABLE_NAME)
        : Failure.ofRelation(name);
  }

  private static Failure column(ServerError error, @Nullable String sentSql) {
    boolean target = TARGET_LIST_ROUTINES.contains(String.valueOf(error.routine()));
    if (!target && !ERROR_MISSING_COLUMN.equals(error.routine())) {
      return Failure.countedOnly(FailureKind.UNDEFINED_COLUMN, Reason.UNSUPPORTED_STATEMENT);
    }
    NameChain name = nameAt(error, sentSql);
    // A dot in a target list selects a field of a composite column: `UPDATE t SET t.id` means
    // column "t".
    return name == null || (target && name.size() > 1)
        ? Failure.countedOnly(FailureKind.UNDEFINED_COLUMN, Reason.UNREADABLE_NAME)
        : Failure.ofColumn(name, target);
  }

  private static @Nullable NameChain nameAt(ServerError error, @Nullable String sentSql) {
    if (sentSql == null || error.position() <= 0) {
      return null;
    }
    int offset = utf16Offset(sentSql, error.position());
    if (offset < 0) {
      return null;
    }
    NameChain name = chainFrom(SqlLexer.tokenize(sentSql), offset);
    String message = error.message();
    return name != null && message != null && message.contains(name.last().value()) ? name : null;
  }

  /** The server counts code points from 1; Java counts UTF-16 units from 0. */
  private static int utf16Offset(String sql, int position) {
    try {
      return sql.offsetByCodePoints(0, position - 1);
    } catch (IndexOutOfBoundsException e) {
      // The text is not the one that was sent: a pooler or simple query mode rewrote it.
      return -1;
    }
  }

  private static @Nullable NameChain chainFrom(List<SqlToken> tokens, int offset) {
    int index = 0;
    while (index < tokens.size() && tokens.get(index).start() < offset) {
      index++;
    }
    if (index == tokens.size() || tokens.get(index).start() != offset) {
      return null;
    }
    // `ON CONFLICT (missing)` is reported at the parenthesis.
    while (index < tokens.size() && tokens.get(index).kind() == SqlToken.Kind.LEFT_PAREN) {
      index++;
    }
    List<Identifier> parts = new ArrayList<>();
    while (index < tokens.size()) {
      Identifier part = tokens.get(index).identifier();
      if (part == null) {
        return null;
      }
      parts.add(part);
      if (index + 1 >= tokens.size() || tokens.get(index + 1).kind() != SqlToken.Kind.DOT) {
        break;
      }
      index += 2;
    }
    return parts.isEmpty() || parts.size() > 3 ? null : NameChain.of(parts);
  }
}

package io.schemamedic.engine.repair;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.driver.ServerErrorReader;
import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.failure.FailureClassifier;
import io.schemamedic.engine.failure.SqlStates;
import io.schemamedic.engine.statement.StatementShape;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/**
 * Has the server parse and describe the failing statement once more, inside the repair transaction.
 * Describing executes nothing. A savepoint keeps the transaction alive if the statement still lacks
 * something else.
 */
public final class StatementDescriber {
  private final Connection session;

  public StatementDescriber(Connection session) {
    this.session = session;
  }

  /** Null if the statement is whole now, or at least further than before. */
  @Nullable RepairOutcome describe(RepairRequest request) throws SQLException {
    String statement = request.statement();
    Failure failure = request.failure();
    if (statement == null || failure == null) {
      return null;
    }
    Description description = describe(statement);
    if (description.isWhole()) {
      return null;
    }
    Failure remaining = description.remaining();
    if (remaining != null && !remaining.isSameGap(failure) && remaining.name() != null) {
      // The server names one missing thing at a time; the next attempt meets the next one.
      return null;
    }
    return RepairOutcome.failed(Reason.STATEMENT_STILL_FAILS, "sqlstate " + description.sqlState());
  }

  /**
   * Describes a statement within the transaction that is open.
   *
   * @throws SQLException if one of its tables was locked, if it took too long, or if the session
   *     broke: then nothing is known about the statement
   */
  public Description describe(String sql) throws SQLException {
    Savepoint savepoint = session.setSavepoint();
    try (PreparedStatement statement = session.prepareStatement(sql)) {
      statement.getParameterMetaData();
      return Description.WHOLE;
    } catch (SQLException e) {
      String sqlState = String.valueOf(e.getSQLState());
      if (DdlError.isPassing(e) || sqlState.equals(SqlStates.QUERY_CANCELED)) {
        throw e;
      }
      if (sqlState.equals(SqlStates.INDETERMINATE_DATATYPE)) {
        // The names were found; only the type of a parameter that is used nowhere is open.
        return Description.WHOLE;
      }
      return new Description(
          sqlState,
          FailureClassifier.classify(
              sqlState, ServerErrorReader.read(e), StatementShape.of(session.nativeSQL(sql))));
    } finally {
      session.rollback(savepoint);
    }
  }

  /** What describing a statement told. Immutable. */
  public static final class Description {
    private static final Description WHOLE = new Description("00000", null);

    private final String sqlState;
    private final @Nullable Failure remaining;

    private Description(String sqlState, @Nullable Failure remaining) {
      this.sqlState = sqlState;
      this.remaining = remaining;
    }

    public boolean isWhole() {
      return this == WHOLE;
    }

    String sqlState() {
      return sqlState;
    }

    /** What is still missing; null if nothing, or if the error is of another kind. */
    public @Nullable Failure remaining() {
      return remaining;
    }
  }
}

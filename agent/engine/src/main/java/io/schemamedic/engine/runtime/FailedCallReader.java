package io.schemamedic.engine.runtime;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.driver.BoundValue;
import io.schemamedic.engine.driver.ServerErrorReader;
import io.schemamedic.engine.driver.ServiceConnection;
import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.failure.FailureClassifier;
import io.schemamedic.engine.failure.ServerError;
import io.schemamedic.engine.retry.CallFacts;
import io.schemamedic.engine.retry.RetryDecision;
import io.schemamedic.engine.statement.StatementShape;
import io.schemamedic.entry.FailedCall;
import io.schemamedic.entry.Gatekeeper;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns a call of the driver into the values that the line works with. Sends nothing. */
final class FailedCallReader {
  private final FailedCall call;
  private final SQLException thrown;
  private final ServiceConnection connection;
  private @Nullable StatementShape shape;

  FailedCallReader(FailedCall call, SQLException thrown) throws SQLException {
    this.call = call;
    this.thrown = thrown;
    this.connection = new ServiceConnection(call.connection());
  }

  ServiceConnection connection() {
    return connection;
  }

  String sqlState() {
    return String.valueOf(ServerErrorReader.carrier(thrown).getSQLState());
  }

  /** Null if the failure does not speak about the schema. */
  @Nullable Failure classify() throws SQLException {
    SQLException carrier = ServerErrorReader.carrier(thrown);
    ServerError error = ServerErrorReader.read(carrier);
    if (!FailureClassifier.isAboutSchema(carrier.getSQLState(), error)) {
      return null;
    }
    String sent = sent();
    shape = StatementShape.of(sent == null || mayHideItsStrings(sent) ? "" : sent);
    Failure failure = FailureClassifier.classify(carrier.getSQLState(), error, shape);
    return call.isStrict() && sent == null && failure != null ? withoutText(failure) : failure;
  }

  /**
   * With {@code standard_conforming_strings} off a string may go on behind {@code \'}. Our lexer
   * would end it there and take SQL for strings, so such a text counts as unknown.
   */
  private boolean mayHideItsStrings(String text) {
    return text.indexOf('\\') >= 0 && !connection.isBackslashPlain();
  }

  /** What could not be read because of the driver, and not because of the statement. */
  private static Failure withoutText(Failure failure) {
    return failure.unusable() == Reason.UNREADABLE_NAME
        ? Failure.countedOnly(failure.kind(), Reason.STRICT_DRIVER)
        : failure;
  }

  /** The statement, without any token if its text is unknown; only once it is classified. */
  StatementShape shape() {
    return Objects.requireNonNull(shape);
  }

  /** The text that was sent, in which the server counts; null if unknown. */
  private @Nullable String sent() throws SQLException {
    if (call.nativeSql() != null) {
      return call.nativeSql();
    }
    String sql = call.sql();
    // Only JDBC's escapes make a plain statement's text differ; asking otherwise would turn the
    // operator ? into a parameter.
    return sql == null || sql.indexOf('{') < 0 ? sql : connection.connection().nativeSQL(sql);
  }

  CallFacts facts() throws SQLException {
    return new CallFacts(
        shape().isCopy() ? FailedCall.Form.COPY : call.form(),
        connection.isAutoCommit(),
        call.transactionStateAtEntry(),
        shape().statementCount(),
        hasStreamParameters(),
        isNothingApplied(),
        call.batchEntries() != null,
        Gatekeeper.isXa(connection.connection()),
        isUndoneByDriver());
  }

  /**
   * With {@code autosave=always} the driver sets a savepoint before every statement in a
   * transaction, and goes back to it after a failure. Nothing else leaves a transaction open whose
   * statement has failed. A statement outside of a transaction has no savepoint.
   */
  private boolean isUndoneByDriver() {
    return "ALWAYS".equals(connection.autosave()) && "OPEN".equals(connection.transactionState());
  }

  /**
   * Whether, as far as can be told, nobody else has used the statement or the connection since the
   * failure. Asked right before the connection is touched.
   */
  boolean isUnusedSince(CallFacts before, RetryDecision decision) throws SQLException {
    return call.isAsItWas()
        && connection.isAutoCommit() == before.isAutoCommit()
        && decision.stateBefore().equals(connection.transactionState());
  }

  private boolean hasStreamParameters() {
    Object[][] rows = call.parameterValues();
    if (rows == null) {
      return call.form() != FailedCall.Form.STATEMENT;
    }
    for (Object[] row : rows) {
      if (row == null) {
        return true;
      }
      for (Object value : row) {
        if (!BoundValue.isReusable(value)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isNothingApplied() {
    return thrown instanceof BatchUpdateException
        && BatchEnd.isNothingApplied((BatchUpdateException) thrown);
  }
}

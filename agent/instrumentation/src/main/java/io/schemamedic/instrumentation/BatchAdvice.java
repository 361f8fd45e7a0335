package io.schemamedic.instrumentation;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.NullUnmarked;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * For {@code executeBatch} and {@code executeLargeBatch} of {@code PgStatement}, which those of
 * prepared statements call. Same shape and rules as {@link StatementAdvice}.
 */
@NullUnmarked
final class BatchAdvice {
  private BatchAdvice() {}

  /**
   * Keeps the lists as well: with {@code reWriteBatchedInserts} the driver puts other lists in
   * their place.
   */
  @Advice.OnMethodEnter(suppress = Throwable.class)
  static TransactionState enter(
      @Advice.FieldValue("connection") BaseConnection connection,
      @Advice.FieldValue("batchStatements") ArrayList<?> batchStatements,
      @Advice.FieldValue("batchParameters") ArrayList<?> batchParameters,
      @Advice.Local("queries") ArrayList<?> queries,
      @Advice.Local("parameters") ArrayList<?> parameters) {
    queries = batchStatements;
    parameters = batchParameters;
    return connection.getTransactionState();
  }

  /** See {@link StatementAdvice#exit}; the gate fills the lists, this puts them in their place. */
  @Advice.OnMethodExit(
      onThrowable = Throwable.class,
      suppress = Throwable.class,
      repeatOn = Advice.OnNonDefaultValue.class)
  static boolean exit(
      @Advice.This Statement statement,
      @Advice.FieldValue(value = "batchStatements", readOnly = false) ArrayList<?> batchStatements,
      @Advice.FieldValue(value = "batchParameters", readOnly = false) ArrayList<?> batchParameters,
      @Advice.Enter TransactionState state,
      @Advice.Local("queries") ArrayList<?> queries,
      @Advice.Local("parameters") ArrayList<?> parameters,
      @Advice.Local("attempt") Object attempt,
      @Advice.Local("first") Throwable first,
      @Advice.Thrown(readOnly = false) Throwable thrown)
      throws ReflectiveOperationException {
    if (thrown == null) {
      if (attempt != null) {
        Class.forName("io.schemamedic.entry.Gate", false, ClassLoader.getSystemClassLoader())
            .getMethod("call", String.class, Object[].class, Object.class)
            .invoke(null, "repeated", null, attempt);
      }
      return false;
    }
    if (attempt == null && !(thrown instanceof SQLException)) {
      return false;
    }
    Throwable failed = thrown;
    if (first == null) {
      first = thrown;
    }
    // Already now, because whatever goes wrong below must not change what the caller gets.
    thrown = first;
    attempt =
        Class.forName("io.schemamedic.entry.Gate", false, ClassLoader.getSystemClassLoader())
            .getMethod("call", String.class, Object[].class, Object.class)
            .invoke(
                null,
                "batchFailed",
                new Object[] {
                  statement,
                  statement instanceof PreparedStatement,
                  queries,
                  parameters,
                  batchStatements,
                  state == null ? null : state.name(),
                  failed
                },
                attempt);
    if (attempt instanceof Throwable) {
      thrown = (Throwable) attempt;
      return false;
    }
    if (attempt == null) {
      return false;
    }
    batchStatements = queries;
    batchParameters = parameters;
    return true;
  }
}

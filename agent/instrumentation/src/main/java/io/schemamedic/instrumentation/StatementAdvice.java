package io.schemamedic.instrumentation;

import java.sql.SQLException;
import java.sql.Statement;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.NullUnmarked;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * For methods of {@code PgStatement} that are given their text. Inlined: no helpers, no lambdas, no
 * type but {@code java.*} and the driver's.
 */
@NullUnmarked
final class StatementAdvice {
  private StatementAdvice() {}

  /** The state before the statement: afterwards the driver only knows that it failed. */
  @Advice.OnMethodEnter(suppress = Throwable.class)
  static TransactionState enter(@Advice.FieldValue("connection") BaseConnection connection) {
    return connection.getTransactionState();
  }

  /**
   * Repeats the method's body if it has thrown and the gate says so. The caller gets the first
   * exception of all attempts, or the result of the last.
   */
  @Advice.OnMethodExit(
      onThrowable = Throwable.class,
      suppress = Throwable.class,
      repeatOn = Advice.OnNonDefaultValue.class)
  static boolean exit(
      @Advice.This Statement statement,
      @Advice.Argument(0) String sql,
      @Advice.Enter TransactionState state,
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
                "statementFailed",
                new Object[] {statement, sql, state == null ? null : state.name(), failed},
                attempt);
    if (attempt instanceof Throwable) {
      thrown = (Throwable) attempt;
      return false;
    }
    return attempt != null;
  }
}

package io.schemamedic.instrumentation;

import java.sql.SQLException;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.NullUnmarked;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * For the methods of {@code CopyManager} that begin a copy; all the others, and the driver's copy
 * streams, call these. Same rules as {@link StatementAdvice}, but nothing is repeated.
 */
@NullUnmarked
final class CopyAdvice {
  private CopyAdvice() {}

  /** See {@link StatementAdvice#enter}. */
  @Advice.OnMethodEnter(suppress = Throwable.class)
  static TransactionState enter(@Advice.FieldValue("connection") BaseConnection connection) {
    return connection.getTransactionState();
  }

  /** Tells the gate; the exception goes to the caller in any case. */
  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.FieldValue("connection") BaseConnection connection,
      @Advice.Argument(0) String sql,
      @Advice.Enter TransactionState state,
      @Advice.Thrown Throwable thrown)
      throws ReflectiveOperationException {
    if (!(thrown instanceof SQLException)) {
      return;
    }
    Class.forName("io.schemamedic.entry.Gate", false, ClassLoader.getSystemClassLoader())
        .getMethod("call", String.class, Object[].class, Object.class)
        .invoke(
            null,
            "copyFailed",
            new Object[] {connection, sql, state == null ? null : state.name(), thrown},
            null);
  }
}

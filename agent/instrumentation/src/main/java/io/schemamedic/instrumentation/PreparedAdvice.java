package io.schemamedic.instrumentation;

import java.sql.CallableStatement;
import java.sql.SQLException;
import java.sql.Statement;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.NullUnmarked;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.CachedQuery;
import org.postgresql.core.ParameterList;
import org.postgresql.core.TransactionState;

/**
 * For the execute methods without arguments of {@code PgPreparedStatement} and {@code
 * PgCallableStatement}. Same shape and rules as {@link StatementAdvice}.
 */
@NullUnmarked
final class PreparedAdvice {
  private PreparedAdvice() {}

  /** See {@link StatementAdvice#enter}. */
  @Advice.OnMethodEnter(suppress = Throwable.class)
  static TransactionState enter(@Advice.FieldValue("connection") BaseConnection connection) {
    return connection.getTransactionState();
  }

  /** See {@link StatementAdvice#exit}. */
  @Advice.OnMethodExit(
      onThrowable = Throwable.class,
      suppress = Throwable.class,
      repeatOn = Advice.OnNonDefaultValue.class)
  static boolean exit(
      @Advice.This Statement statement,
      @Advice.FieldValue("preparedQuery") CachedQuery query,
      @Advice.FieldValue("preparedParameters") ParameterList parameters,
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
                "preparedFailed",
                new Object[] {
                  statement,
                  statement instanceof CallableStatement,
                  query.query.getNativeSql(),
                  parameters.getValues(),
                  state == null ? null : state.name(),
                  failed
                },
                attempt);
    if (attempt instanceof Throwable) {
      thrown = (Throwable) attempt;
      return false;
    }
    return attempt != null;
  }
}

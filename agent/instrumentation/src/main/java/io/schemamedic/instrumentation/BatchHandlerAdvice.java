package io.schemamedic.instrumentation;

import java.sql.SQLException;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.NullUnmarked;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;

/**
 * For {@code BatchResultHandler.handleCompletion}, the one place that knows what a failing batch
 * had sent and throws the very exception that the caller of {@code executeBatch} gets. Same rules
 * as {@link StatementAdvice}.
 */
@NullUnmarked
final class BatchHandlerAdvice {
  private BatchHandlerAdvice() {}

  /** Tells the gate what was sent. */
  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.FieldValue("queries") Query[] queries,
      @Advice.FieldValue("parameterLists") ParameterList[] parameterLists,
      @Advice.FieldValue("resultIndex") int resultIndex,
      @Advice.Thrown Throwable thrown)
      throws ReflectiveOperationException {
    if (!(thrown instanceof SQLException)) {
      return;
    }
    Object[][] values = new Object[parameterLists.length][];
    for (int i = 0; i < values.length; i++) {
      ParameterList parameters = parameterLists[i];
      values[i] = parameters == null ? null : parameters.getValues();
    }
    // The driver counts the entry that failed as done.
    int failed = Math.max(0, Math.min(resultIndex, queries.length) - 1);
    Class.forName("io.schemamedic.entry.Gate", false, ClassLoader.getSystemClassLoader())
        .getMethod("call", String.class, Object[].class, Object.class)
        .invoke(
            null,
            "batchAborted",
            new Object[] {thrown, queries, parameterLists, queries[failed].getNativeSql(), values},
            null);
  }
}

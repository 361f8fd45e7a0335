package io.schemamedic.instrumentation;

import java.sql.SQLException;
import java.sql.Statement;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.NullUnmarked;

/**
 * For all execute methods of a PostgreSQL driver that lacks what the other advice reads: reports
 * what they throw, with the text if it was given to the method, and repeats nothing. Same rules as
 * {@link StatementAdvice}, and not even the driver's own types.
 */
@NullUnmarked
final class StrictAdvice {
  private StrictAdvice() {}

  /** Runs only when something was thrown. */
  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Statement statement,
      @Advice.Origin("#m") String method,
      @Advice.Argument(value = 0, optional = true) String sql,
      @Advice.Thrown Throwable thrown)
      throws ReflectiveOperationException {
    if (thrown instanceof SQLException) {
      Class.forName("io.schemamedic.entry.Gate", false, ClassLoader.getSystemClassLoader())
          .getMethod("call", String.class, Object[].class, Object.class)
          .invoke(null, "strictFailed", new Object[] {statement, method, sql, thrown}, null);
    }
  }
}

package io.schemamedic.instrumentation;

import java.sql.SQLException;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.NullUnmarked;

/**
 * For the methods of other drivers by which statements are prepared and executed: reports what they
 * throw and changes nothing. Same rules as {@link StatementAdvice}, and not even the driver's own
 * types.
 */
@NullUnmarked
final class OtherDriverAdvice {
  private OtherDriverAdvice() {}

  /** Runs only when something was thrown. */
  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Origin("#t") String className, @Advice.Thrown Throwable thrown)
      throws ReflectiveOperationException {
    if (thrown instanceof SQLException) {
      Class.forName("io.schemamedic.entry.Gate", false, ClassLoader.getSystemClassLoader())
          .getMethod("call", String.class, Object[].class, Object.class)
          .invoke(null, "otherDriverFailed", new Object[] {className, thrown}, null);
    }
  }
}

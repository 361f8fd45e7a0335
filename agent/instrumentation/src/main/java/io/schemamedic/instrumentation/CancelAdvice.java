package io.schemamedic.instrumentation;

import java.sql.Statement;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.NullUnmarked;

/** For {@code PgStatement.cancel}. Same rules as {@link StatementAdvice}. */
@NullUnmarked
final class CancelAdvice {
  private CancelAdvice() {}

  /**
   * Tells the gate first: while a call waits there, the driver's own cancel finds nothing to end
   * and does nothing.
   */
  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Statement statement) throws ReflectiveOperationException {
    Class.forName("io.schemamedic.entry.Gate", false, ClassLoader.getSystemClassLoader())
        .getMethod("call", String.class, Object[].class, Object.class)
        .invoke(null, "cancelled", new Object[] {statement}, null);
  }
}

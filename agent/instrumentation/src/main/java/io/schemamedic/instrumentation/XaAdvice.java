package io.schemamedic.instrumentation;

import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.NullUnmarked;
import org.postgresql.core.BaseConnection;

/**
 * For {@code PGXAConnection}: its constructor, and {@code start} for those that were there before
 * the agent was attached. Same rules as {@link StatementAdvice}.
 */
@NullUnmarked
final class XaAdvice {
  private XaAdvice() {}

  /** Tells the gate whose connection it is. */
  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.FieldValue("conn") BaseConnection connection)
      throws ReflectiveOperationException {
    Class.forName("io.schemamedic.entry.Gate", false, ClassLoader.getSystemClassLoader())
        .getMethod("call", String.class, Object[].class, Object.class)
        .invoke(null, "xaConnection", new Object[] {connection}, null);
  }
}

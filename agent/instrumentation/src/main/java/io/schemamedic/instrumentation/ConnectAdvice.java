package io.schemamedic.instrumentation;

import java.sql.Connection;
import java.util.Properties;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.NullUnmarked;

/** For {@code Driver.connect}. Same rules as {@link StatementAdvice}. */
@NullUnmarked
final class ConnectAdvice {
  private ConnectAdvice() {}

  /**
   * Tells the gate of a new connection; null is the driver's word for a URL that is not its own.
   */
  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.Argument(0) String url,
      @Advice.Argument(1) Properties properties,
      @Advice.Return Connection connection)
      throws ReflectiveOperationException {
    if (connection == null) {
      return;
    }
    Class.forName("io.schemamedic.entry.Gate", false, ClassLoader.getSystemClassLoader())
        .getMethod("call", String.class, Object[].class, Object.class)
        .invoke(null, "connected", new Object[] {url, properties, connection}, null);
  }
}

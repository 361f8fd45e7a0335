package io.schemamedic.engine.metrics;

import io.micrometer.common.util.internal.logging.AbstractInternalLogger;
import io.micrometer.common.util.internal.logging.InternalLogger;
import io.micrometer.common.util.internal.logging.InternalLoggerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where Micrometer's own messages go: nowhere. Left alone, Micrometer would take {@code
 * java.util.logging}, also when SLF4J's silent binding is there, which it refuses to use. What goes
 * wrong in meters shows in their values.
 */
final class SilentLogger extends AbstractInternalLogger {
  private static final long serialVersionUID = 1L;

  private SilentLogger(String name) {
    super(name);
  }

  /** To be called before any other class of Micrometer is used. */
  static void install() {
    InternalLoggerFactory.setDefaultFactory(
        new InternalLoggerFactory() {
          @Override
          protected InternalLogger newInstance(String name) {
            return new SilentLogger(name);
          }
        });
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public void trace(String message) {}

  @Override
  public void trace(String format, @Nullable Object argument) {}

  @Override
  public void trace(String format, @Nullable Object first, @Nullable Object second) {}

  @Override
  public void trace(String format, Object... arguments) {}

  @Override
  public void trace(String message, Throwable thrown) {}

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public void debug(String message) {}

  @Override
  public void debug(String format, @Nullable Object argument) {}

  @Override
  public void debug(String format, @Nullable Object first, @Nullable Object second) {}

  @Override
  public void debug(String format, Object... arguments) {}

  @Override
  public void debug(String message, Throwable thrown) {}

  @Override
  public boolean isInfoEnabled() {
    return false;
  }

  @Override
  public void info(String message) {}

  @Override
  public void info(String format, @Nullable Object argument) {}

  @Override
  public void info(String format, @Nullable Object first, @Nullable Object second) {}

  @Override
  public void info(String format, Object... arguments) {}

  @Override
  public void info(String message, Throwable thrown) {}

  @Override
  public boolean isWarnEnabled() {
    return false;
  }

  @Override
  public void warn(String message) {}

  @Override
  public void warn(String format, @Nullable Object argument) {}

  @Override
  public void warn(String format, @Nullable Object first, @Nullable Object second) {}

  @Override
  public void warn(String format, Object... arguments) {}

  @Override
  public void warn(String message, Throwable thrown) {}

  @Override
  public boolean isErrorEnabled() {
    return false;
  }

  @Override
  public void error(String message) {}

  @Override
  public void error(String format, @Nullable Object argument) {}

  @Override
  public void error(String format, @Nullable Object first, @Nullable Object second) {}

  @Override
  public void error(String format, Object... arguments) {}

  @Override
  public void error(String message, Throwable thrown) {}
}

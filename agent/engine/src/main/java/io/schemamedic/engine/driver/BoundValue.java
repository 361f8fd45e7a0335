package io.schemamedic.engine.driver;

import org.jspecify.annotations.Nullable;

/** What the driver keeps for a parameter, and whether it can be sent a second time. */
public final class BoundValue {
  private static final String STREAM_WRAPPER = "org.postgresql.util.StreamWrapper";

  private BoundValue() {}

  /**
   * pgjdbc keeps texts, byte arrays and numbers as they are, a bare {@code Object} for null, and
   * bytes that it was given or has read already in a wrapper. Everything else (streams, writers of
   * bytes) may have been read by the first try, and repeating it can hang the connection.
   */
  public static boolean isReusable(@Nullable Object value) {
    return value == null
        || value instanceof String
        || value instanceof byte[]
        || value instanceof Number
        || value instanceof Boolean
        || value.getClass() == Object.class
        || isWrappedArray(value);
  }

  private static boolean isWrappedArray(Object value) {
    return value.getClass().getName().equals(STREAM_WRAPPER)
        && Reflective.call(value, "getBytes") != null;
  }
}

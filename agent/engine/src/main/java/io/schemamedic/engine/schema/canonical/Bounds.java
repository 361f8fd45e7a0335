package io.schemamedic.engine.schema.canonical;

/** How far the server's integers go. */
public final class Bounds {
  private Bounds() {}

  /**
   * The largest value; the smallest is one further from zero.
   *
   * @param type as {@code format_type} writes it
   */
  public static long largest(String type) {
    switch (type) {
      case "smallint":
        return Short.MAX_VALUE;
      case "integer":
        return Integer.MAX_VALUE;
      default:
        return Long.MAX_VALUE;
    }
  }
}

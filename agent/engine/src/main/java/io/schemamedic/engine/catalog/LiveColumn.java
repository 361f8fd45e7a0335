package io.schemamedic.engine.catalog;

/** One column as the catalog has it. Immutable. */
public final class LiveColumn {
  private final String type;
  private final boolean notNull;
  private final int number;

  /** See the accessors. */
  public LiveColumn(String type, boolean notNull, int number) {
    this.type = type;
    this.notNull = notNull;
    this.number = number;
  }

  /** As {@code format_type} writes it. */
  public String type() {
    return type;
  }

  public boolean isNotNull() {
    return notNull;
  }

  /** {@code attnum}: stays when the column is renamed, and is given only once in a table. */
  public int number() {
    return number;
  }
}

package io.schemamedic.engine.catalog;

/** One column as the catalog has it. Immutable. */
public final class LiveColumn {
  private final String type;
  private final boolean notNull;

  public LiveColumn(String type, boolean notNull) {
    this.type = type;
    this.notNull = notNull;
  }

  /** As {@code format_type} writes it. */
  public String type() {
    return type;
  }

  public boolean isNotNull() {
    return notNull;
  }
}

package io.schemamedic.engine.catalog;

/** What the session's role may do in a schema that exists. Immutable. */
public final class SchemaRights {
  private final boolean usage;
  private final boolean create;

  public SchemaRights(boolean usage, boolean create) {
    this.usage = usage;
    this.create = create;
  }

  public boolean mayUse() {
    return usage;
  }

  public boolean mayCreate() {
    return create;
  }
}

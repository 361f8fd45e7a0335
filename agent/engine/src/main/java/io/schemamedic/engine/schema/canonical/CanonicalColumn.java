package io.schemamedic.engine.schema.canonical;

import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredColumn.Generation;

/** What a column is, whatever the spelling. Immutable. */
public final class CanonicalColumn {
  private final DeclaredColumn declared;
  private final CanonicalType type;
  private final CanonicalValue value;

  CanonicalColumn(DeclaredColumn declared, ColumnTypes types) {
    this.declared = declared;
    this.type = types.of(declared.name());
    this.value = CanonicalValue.of(declared, type, types);
  }

  /** As it was declared or read. */
  public DeclaredColumn declared() {
    return declared;
  }

  /** The type with its modifiers and collation. */
  public Likeness typeLikeness(CanonicalColumn found) {
    return type.likeness(found.type);
  }

  /** Whether both or none can be NULL; this is always certain. */
  public boolean isAsNullable(CanonicalColumn found) {
    return declared.isNotNull() == found.declared.isNotNull();
  }

  /**
   * Where the value comes from: default, serial, identity or computation. The names of sequences
   * that belong to the column do not matter.
   */
  public Likeness valueLikeness(CanonicalColumn found) {
    return value.likeness(found.value);
  }

  /** Whether its value is computed from other columns. */
  public boolean isComputed() {
    return declared.generation() == Generation.STORED
        || declared.generation() == Generation.VIRTUAL;
  }

  /** All of it. */
  public Likeness likeness(CanonicalColumn found) {
    return typeLikeness(found)
        .and(Likeness.ofEquality(isAsNullable(found)))
        .and(valueLikeness(found));
  }
}

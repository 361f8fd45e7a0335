package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.sql.Identifier;
import org.jspecify.annotations.Nullable;

/** A name as a script has it: its schema may be left to the search path. Immutable. */
final class QualifiedName {
  private final @Nullable Identifier schemaName;
  private final Identifier name;

  QualifiedName(@Nullable Identifier schemaName, Identifier name) {
    this.schemaName = schemaName;
    this.name = name;
  }

  @Nullable Identifier schemaName() {
    return schemaName;
  }

  Identifier name() {
    return name;
  }
}

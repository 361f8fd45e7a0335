package io.schemamedic.engine.diagnosis;

import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.failure.FailureKind;
import io.schemamedic.engine.failure.NameChain;
import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.statement.NamedRelations;
import org.jspecify.annotations.Nullable;

/** What an undeclared name may have been meant to be, told from the declared schema alone. */
final class DeclaredNeighbours {
  private DeclaredNeighbours() {}

  /**
   * The first declared name that differs in case, or is one edit away from the missing one; null if
   * there is none.
   */
  static @Nullable String nearest(Failure failure, NamedRelations named, DeclaredSchema declared) {
    NameChain name = failure.name();
    if (name == null) {
      return null;
    }
    for (DeclaredTable table : declared.tables().values()) {
      String near =
          failure.kind() == FailureKind.UNDEFINED_TABLE
              ? relation(name, table)
              : column(name.last(), failure, named, table);
      if (near != null) {
        return near;
      }
    }
    return null;
  }

  private static @Nullable String relation(NameChain name, DeclaredTable table) {
    Identifier schemaName = name.qualifier();
    boolean sameSchema = schemaName == null || schemaName.equals(table.name().schemaName());
    return sameSchema && isNear(name.last(), table.name().name()) ? table.name().toString() : null;
  }

  private static @Nullable String column(
      Identifier missing, Failure failure, NamedRelations named, DeclaredTable table) {
    if (!Candidates.mayOwn(failure, named, table.name())) {
      return null;
    }
    for (DeclaredColumn column : table.columns()) {
      if (isNear(missing, column.name())) {
        return table.name() + "." + column.name().sql();
      }
    }
    return null;
  }

  static boolean isNear(Identifier one, Identifier other) {
    return Lookalikes.isSameButForCase(one, other) || OneEdit.isBetween(one, other);
  }
}

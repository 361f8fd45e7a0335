package io.schemamedic.engine.diagnosis;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.catalog.LiveColumn;
import io.schemamedic.engine.catalog.LiveRelation;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What could be meant instead of a declared name that is missing. What is declared in its own right
 * is not.
 */
final class Lookalikes {
  private final DeclaredSchema declared;
  private final CatalogSnapshot catalog;

  Lookalikes(DeclaredSchema declared, CatalogSnapshot catalog) {
    this.declared = declared;
    this.catalog = catalog;
  }

  /**
   * A relation of the same name elsewhere, or of another spelling; null if there is none.
   *
   * @param schemaIsMeant whether it is beyond doubt in which schema the table is wanted, so that
   *     the same name in another one is another table
   */
  @Nullable Diagnosis ofTable(DeclaredTable table, boolean schemaIsMeant) {
    for (LiveRelation other : catalog.lookalikes(table.name())) {
      boolean elsewhere = other.name().name().equals(table.name().name());
      if (declared.table(other.name()) != null || (elsewhere && schemaIsMeant)) {
        continue;
      }
      String name = other.name().toString();
      return elsewhere
          ? Diagnosis.other(
              Reason.EXISTS_ELSEWHERE, name + ", " + catalog.facts().searchPathInForce())
          : Diagnosis.other(Reason.NEAR_MISS, name);
    }
    return null;
  }

  /**
   * A column of the table that differs in case; or, unless the owner vouches for the table, an
   * undeclared one of the same type that is one edit away. Null if there is none.
   */
  @Nullable Identifier ofColumn(
      DeclaredTable table, Identifier column, LiveRelation live, boolean vouchedFor) {
    DeclaredColumn missing = table.column(column);
    for (Map.Entry<Identifier, LiveColumn> entry : live.columns().entrySet()) {
      Identifier other = entry.getKey();
      if (isSameButForCase(other, column)) {
        return other;
      }
      if (!vouchedFor
          && missing != null
          && table.column(other) == null
          && OneEdit.isBetween(other, column)
          && TypeName.areEqual(missing.typeSql(), entry.getValue().type())) {
        return other;
      }
    }
    return null;
  }

  static boolean isSameButForCase(Identifier one, Identifier other) {
    return one.value().toLowerCase(Locale.ROOT).equals(other.value().toLowerCase(Locale.ROOT));
  }
}

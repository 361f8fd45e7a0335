package io.schemamedic.engine.diagnosis;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.catalog.LiveColumn;
import io.schemamedic.engine.catalog.LiveRelation;
import io.schemamedic.engine.catalog.LiveRelation.Trait;
import io.schemamedic.engine.catalog.Neighbourhood;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.failure.FailureKind;
import io.schemamedic.engine.failure.NameChain;
import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.RelationName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a table that is to be created may be there after all, under another name or in another
 * database. Asked for every table of a plan, parents included: an empty twin of a renamed parent
 * hides its rows as well.
 */
public final class TableDoubts {
  /** Fewer say nothing: one or two tables may well be all that is missing. */
  private static final int TELLING_TABLES = 3;

  /** A table with fewer columns resembles many. */
  private static final int TELLING_COLUMNS = 3;

  private final DeclaredSchema declared;
  private final CatalogSnapshot catalog;
  private final boolean knownDatabase;
  private final boolean qualified;

  /**
   * @param failure what the plan is for; null if nothing has failed, and the table is wanted where
   *     it is declared
   * @param knownDatabase whether a declared table was ever seen in this database
   */
  public TableDoubts(
      DeclaredSchema declared,
      CatalogSnapshot catalog,
      @Nullable Failure failure,
      boolean knownDatabase) {
    this.declared = declared;
    this.catalog = catalog;
    this.knownDatabase = knownDatabase;
    NameChain name = failure == null ? null : failure.name();
    this.qualified =
        failure == null
            || failure.kind() == FailureKind.UNDEFINED_TABLE
                && name != null
                && name.qualifier() != null;
  }

  /**
   * What speaks against creating it; null if nothing does.
   *
   * @param vouchedFor whether the owner has allowed the table by its very name, and so says that
   *     what looks like it is another one; the same name in another schema only if the statement
   *     names the missing table with its schema
   */
  public @Nullable Diagnosis objection(
      DeclaredTable table, Neighbourhood around, boolean vouchedFor) {
    RelationName nowNamed = around.nowNamed();
    if (nowNamed != null && !nowNamed.equals(table.name())) {
      return Diagnosis.other(Reason.LIKELY_RENAME, table.name() + " is now " + nowNamed);
    }
    Diagnosis lookalike = new Lookalikes(declared, catalog).ofTable(table, qualified && vouchedFor);
    if (lookalike != null || vouchedFor) {
      return lookalike;
    }
    Diagnosis similar = similar(table, around);
    return similar == null ? wrongDatabase(around) : similar;
  }

  private static @Nullable Diagnosis similar(DeclaredTable table, Neighbourhood around) {
    for (RelationName other : around.namesWithItsColumns()) {
      if (OneEdit.isBetween(other.name(), table.name().name())) {
        return Diagnosis.other(Reason.NEAR_MISS, other.toString());
      }
    }
    for (LiveRelation other : around.withItsColumns()) {
      if (mayBeRenamed(table, other)) {
        return Diagnosis.other(Reason.LIKELY_RENAME, other.name().toString());
      }
    }
    return mayBeOneOfMore(table, around)
        ? Diagnosis.other(
            Reason.LIKELY_RENAME,
            around.namesWithItsColumns().size() + " undeclared relations have its columns")
        : null;
  }

  /** Whether relations that were not looked into are as much like it as the last that was. */
  private static boolean mayBeOneOfMore(DeclaredTable table, Neighbourhood around) {
    List<LiveRelation> seen = around.withItsColumns();
    return !seen.isEmpty()
        && seen.size() < around.namesWithItsColumns().size()
        && isTelling(table, seen.get(seen.size() - 1));
  }

  private static boolean isTelling(DeclaredTable table, LiveRelation other) {
    int declaredColumns = table.columns().size();
    return !other.is(Trait.VIEW)
        && declaredColumns > 0
        && (declaredColumns >= TELLING_COLUMNS || declaredColumns == other.columns().size());
  }

  private static boolean mayBeRenamed(DeclaredTable table, LiveRelation other) {
    if (!isTelling(table, other)) {
      return false;
    }
    for (DeclaredColumn column : table.columns()) {
      LiveColumn live = other.columns().get(column.name());
      if (live == null || !TypeName.areEqual(column.typeSql(), live.type())) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Diagnosis wrongDatabase(Neighbourhood around) {
    int tables = declared.tables().size();
    if (knownDatabase
        || tables < TELLING_TABLES
        || around.declaredThere() > 0
        || around.othersThere() == 0) {
      return null;
    }
    return Diagnosis.other(
        Reason.WRONG_DATABASE,
        "none of " + tables + " declared tables is in " + catalog.facts().database());
  }
}

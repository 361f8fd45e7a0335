package io.schemamedic.engine.diagnosis;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.catalog.LiveRelation;
import io.schemamedic.engine.catalog.LiveRelation.Trait;
import io.schemamedic.engine.catalog.Namesakes;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.failure.NameChain;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.statement.NamedRelations;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an undeclared name may have been meant to be, told from the live catalog. */
public final class LiveNeighbours {
  private LiveNeighbours() {}

  /**
   * Of a relation; null if nothing is like it.
   *
   * @param name as the statement wrote it
   */
  public static @Nullable Diagnosis ofRelation(NameChain name, Namesakes around) {
    CatalogSnapshot catalog = around.catalog();
    LiveRelation elsewhere = null;
    LiveRelation hidden = null;
    LiveRelation otherCase = null;
    for (LiveRelation relation : catalog.namesakes(name.last())) {
      boolean sameName = relation.name().name().equals(name.last());
      boolean searched = isSearched(name, relation.name(), catalog);
      if (sameName && searched) {
        return null;
      }
      if (sameName && relation.is(Trait.VISIBLE)) {
        elsewhere = elsewhere == null ? relation : elsewhere;
      } else if (sameName) {
        hidden = relation;
      } else if (searched) {
        otherCase = relation;
      }
    }
    if (elsewhere != null) {
      return elsewhere(Reason.EXISTS_ELSEWHERE, elsewhere, catalog);
    }
    if (around.isTemporaryElsewhere() && name.qualifier() == null) {
      return Diagnosis.other(
          Reason.TEMPORARY_TABLE_GONE, name.last() + " is temporary in another session");
    }
    if (hidden != null) {
      return elsewhere(Reason.NO_USAGE, hidden, catalog);
    }
    return otherCase == null
        ? similar(name, around)
        : Diagnosis.other(Reason.NEAR_MISS, otherCase.name().toString());
  }

  private static @Nullable Diagnosis similar(NameChain name, Namesakes around) {
    for (RelationName other : around.similar()) {
      if (OneEdit.isBetween(name.last(), other.name())) {
        return Diagnosis.other(Reason.NEAR_MISS, other.toString());
      }
    }
    Identifier schemaName = name.qualifier();
    return schemaName == null || around.catalog().schema(schemaName) != null
        ? null
        : Diagnosis.other(Reason.NO_SCHEMA, name.told(schemaName.sql()));
  }

  private static boolean isSearched(
      NameChain name, RelationName relation, CatalogSnapshot catalog) {
    Identifier schemaName = name.qualifier();
    return schemaName == null
        ? catalog.facts().searchPath().contains(relation.schemaName())
        : schemaName.equals(relation.schemaName());
  }

  private static Diagnosis elsewhere(
      Reason reason, LiveRelation relation, CatalogSnapshot catalog) {
    return Diagnosis.other(reason, relation.name() + ", " + catalog.facts().searchPathInForce());
  }

  /**
   * Of a column; null if no ordinary table that the statement names has one like it.
   *
   * @param catalog with all that the statement can mean by its names
   */
  public static @Nullable Diagnosis ofColumn(
      Failure failure, NamedRelations named, CatalogSnapshot catalog) {
    Identifier missing = Objects.requireNonNull(failure.name()).last();
    for (RelationName name : named.on(catalog.facts().searchPath())) {
      LiveRelation table = catalog.relation(name);
      if (table != null
          && table.is(Trait.ORDINARY_TABLE)
          && Candidates.mayOwn(failure, named, name)
          && isMeant(name, named, catalog)) {
        for (Identifier column : table.columns().keySet()) {
          if (DeclaredNeighbours.isNear(missing, column)) {
            return Diagnosis.other(Reason.NEAR_MISS, name + "." + column.sql());
          }
        }
      }
    }
    return null;
  }

  /**
   * An unqualified name means the first relation on the search path, whether that is the declared
   * one or not.
   */
  static boolean isMeant(RelationName relation, NamedRelations named, CatalogSnapshot catalog) {
    if (named.namesQualified(relation)) {
      return true;
    }
    List<Identifier> searchPath = catalog.facts().searchPath();
    for (Identifier schemaName : searchPath) {
      LiveRelation live = catalog.relation(RelationName.of(schemaName, relation.name()));
      if (live != null) {
        return live.name().equals(relation);
      }
    }
    return false;
  }
}

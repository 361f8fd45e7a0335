package io.schemamedic.engine.diagnosis;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.catalog.LiveRelation;
import io.schemamedic.engine.catalog.SchemaRights;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.failure.FailureKind;
import io.schemamedic.engine.failure.NameChain;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.statement.NamedRelations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Compares what a statement wanted and what is declared with what the catalog has. */
public final class Diagnoser {
  private final CatalogSnapshot catalog;
  private final Identities identities;
  private final Predicate<RelationName> vouchedFor;
  private final Lookalikes lookalikes;
  private final List<Identifier> searchPath;

  /**
   * @param catalog read with the failing session's search_path in force
   * @param identities what was seen before
   * @param vouchedFor whether the owner has allowed a table by its very name, and so says that what
   *     looks like a part of it is something else, and in which schema the table belongs
   */
  public Diagnoser(
      DeclaredSchema declared,
      CatalogSnapshot catalog,
      Identities identities,
      Predicate<RelationName> vouchedFor) {
    this.catalog = catalog;
    this.identities = identities;
    this.vouchedFor = vouchedFor;
    this.lookalikes = new Lookalikes(declared, catalog);
    this.searchPath = catalog.facts().searchPath();
  }

  /** For candidates that are not empty. */
  public Diagnosis diagnose(Failure failure, NamedRelations named, Candidates candidates) {
    NameChain name = Objects.requireNonNull(failure.name());
    Diagnosis standby = standby();
    if (standby != null) {
      return standby;
    }
    return failure.kind() == FailureKind.UNDEFINED_TABLE
        ? relation(name, candidates)
        : column(name, named, candidates);
  }

  /** Whether a declared table is there, without a statement that failed. */
  public Diagnosis diagnose(DeclaredTable table) {
    Diagnosis standby = standby();
    return standby == null ? relation(table, true) : standby;
  }

  /** Whether a column is missing from a declared table that is there, likewise. */
  public Diagnosis diagnose(DeclaredTable table, Identifier column) {
    LiveRelation live = Objects.requireNonNull(catalog.relation(table.name()));
    Diagnosis renamed = identities.renamed(live, column);
    if (renamed != null) {
      return renamed;
    }
    Identifier similar = lookalikes.ofColumn(table, column, live, vouchedFor.test(table.name()));
    return similar == null
        ? Diagnosis.missingColumn(Collections.singletonList(table), column)
        : Diagnosis.other(Reason.NEAR_MISS, table.name() + "." + similar.sql());
  }

  private @Nullable Diagnosis standby() {
    if (catalog.facts().isInRecovery()) {
      return Diagnosis.other(Reason.STANDBY, "in recovery");
    }
    return catalog.facts().isReadOnly() ? Diagnosis.other(Reason.STANDBY, "read-only") : null;
  }

  private Diagnosis relation(NameChain name, Candidates candidates) {
    DeclaredTable table =
        name.qualifier() == null
            ? firstInSearchPath(candidates.tables())
            : candidates.tables().get(0);
    return table == null
        ? outsideSearchPath(candidates.tables())
        : relation(table, name.qualifier() != null);
  }

  private Diagnosis relation(DeclaredTable table, boolean qualified) {
    LiveRelation live = catalog.relation(table.name());
    if (live != null) {
      if (!live.is(LiveRelation.Trait.VISIBLE)) {
        return Diagnosis.other(Reason.NO_USAGE, table.name().toString());
      }
      return live.isTableLike()
          ? Diagnosis.present(table)
          : Diagnosis.other(Reason.NOT_A_TABLE, table.name().toString());
    }
    SchemaRights rights = catalog.schema(table.name().schemaName());
    if (rights == null) {
      return Diagnosis.other(Reason.NO_SCHEMA, table.name().schemaName().toString());
    }
    if (!rights.mayUse()) {
      return Diagnosis.other(Reason.NO_USAGE, table.name().schemaName().toString());
    }
    boolean schemaIsMeant = qualified && vouchedFor.test(table.name());
    Diagnosis lookalike = lookalikes.ofTable(table, schemaIsMeant);
    return lookalike == null ? Diagnosis.missingTable(table) : lookalike;
  }

  /** The server leaves schemas out of the path that the role may not use. */
  private Diagnosis outsideSearchPath(List<DeclaredTable> tables) {
    for (DeclaredTable table : tables) {
      SchemaRights rights = catalog.schema(table.name().schemaName());
      if (rights != null && !rights.mayUse()) {
        return Diagnosis.other(Reason.NO_USAGE, table.name().schemaName().toString());
      }
    }
    for (DeclaredTable table : tables) {
      if (catalog.relation(table.name()) != null) {
        return elsewhere(Reason.WRONG_SEARCH_PATH, table.name() + " is there");
      }
    }
    return elsewhere(Reason.WRONG_SEARCH_PATH, "declared as " + tables.get(0).name());
  }

  private Diagnosis elsewhere(Reason reason, String what) {
    return Diagnosis.other(reason, what + ", " + catalog.facts().searchPathInForce());
  }

  private @Nullable DeclaredTable firstInSearchPath(List<DeclaredTable> tables) {
    for (Identifier schemaName : searchPath) {
      for (DeclaredTable table : tables) {
        if (table.name().schemaName().equals(schemaName)) {
          return table;
        }
      }
    }
    return null;
  }

  private Diagnosis column(NameChain name, NamedRelations named, Candidates candidates) {
    Identifier column = name.last();
    List<DeclaredTable> lacking = new ArrayList<>();
    DeclaredTable having = null;
    for (DeclaredTable table : candidates.tables()) {
      LiveRelation live = catalog.relation(table.name());
      if (live == null || !LiveNeighbours.isMeant(table.name(), named, catalog)) {
        continue;
      }
      if (live.columns().containsKey(column)) {
        having = table;
        continue;
      }
      Diagnosis ofTable = diagnose(table, column);
      if (ofTable.finding() == Diagnosis.Finding.OTHER) {
        return ofTable;
      }
      lacking.add(table);
    }
    if (!lacking.isEmpty()) {
      return Diagnosis.missingColumn(lacking, column);
    }
    return having != null
        ? Diagnosis.present(having)
        : Diagnosis.other(Reason.UNDECLARED, column.toString());
  }
}

package io.schemamedic.engine.runtime;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.catalog.LiveRelation;
import io.schemamedic.engine.catalog.Neighbourhood;
import io.schemamedic.engine.diagnosis.Diagnosis;
import io.schemamedic.engine.diagnosis.Identities;
import io.schemamedic.engine.diagnosis.TableDoubts;
import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.guard.Policy;
import io.schemamedic.engine.guard.VersionTables;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The second look at the catalog, once it is known what a plan would add. */
final class PlanDoubts {
  private final DeclaredSchema declared;
  private final Policy policy;
  private final Identities known;
  private final @Nullable RelationName ledger;

  /**
   * @param known what was seen before in the database
   * @param ledger a table that says nothing about whose database it is; null if there is none
   */
  PlanDoubts(
      DeclaredSchema declared, Policy policy, Identities known, @Nullable RelationName ledger) {
    this.declared = declared;
    this.policy = policy;
    this.known = known;
    this.ledger = ledger;
  }

  /**
   * Whether something of the plan may be there after all; null if nothing seems to be.
   *
   * @param failure what the plan is for; null if nothing has failed
   */
  @Nullable Diagnosis about(
      Surroundings surroundings,
      CatalogSnapshot catalog,
      @Nullable Failure failure,
      RepairPlan plan)
      throws SQLException {
    TableDoubts doubts = new TableDoubts(declared, catalog, failure, !known.isEmpty());
    for (RelationName name : plan.newTables()) {
      DeclaredTable table = Objects.requireNonNull(declared.table(name));
      List<Identifier> columns = new ArrayList<>();
      for (DeclaredColumn column : table.columns()) {
        columns.add(column.name());
      }
      Neighbourhood around =
          surroundings.around(
              new Neighbourhood.Question(
                  name,
                  columns,
                  declared.tables().keySet(),
                  known.oid(name),
                  VersionTables.NAMES,
                  ledger));
      Diagnosis objection = doubts.objection(table, around, isVouchedFor(name));
      if (objection != null) {
        return objection;
      }
    }
    for (Map.Entry<RelationName, Set<Identifier>> entry : plan.newColumns().entrySet()) {
      LiveRelation live = Objects.requireNonNull(catalog.relation(entry.getKey()));
      for (Identifier column : entry.getValue()) {
        Diagnosis renamed = known.renamed(live, column);
        if (renamed != null) {
          return renamed;
        }
      }
    }
    return null;
  }

  boolean isVouchedFor(RelationName relation) {
    return policy.namesExactly(Collections.singleton(relation));
  }

  /** Reads what is beside a missing table. */
  interface Surroundings {
    Neighbourhood around(Neighbourhood.Question question) throws SQLException;
  }
}

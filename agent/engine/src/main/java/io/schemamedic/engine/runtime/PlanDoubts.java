package io.schemamedic.engine.runtime;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.catalog.LiveRelation;
import io.schemamedic.engine.catalog.Neighbourhood;
import io.schemamedic.engine.diagnosis.Diagnosis;
import io.schemamedic.engine.diagnosis.Identities;
import io.schemamedic.engine.diagnosis.TableDoubts;
import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.guard.VersionTables;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.repair.RepairSession;
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
  private final Healing healing;
  private final MonitoredDatabase database;
  private final DeclaredSchema declared;

  PlanDoubts(Healing healing, MonitoredDatabase database, DeclaredSchema declared) {
    this.healing = healing;
    this.database = database;
    this.declared = declared;
  }

  /** Whether something of the plan may be there after all; null if nothing seems to be. */
  @Nullable Diagnosis about(
      RepairSession session, CatalogSnapshot catalog, Failure failure, RepairPlan plan)
      throws SQLException {
    Identities known = database.memory().identities();
    TableDoubts doubts = new TableDoubts(declared, catalog, failure, !known.isEmpty());
    for (RelationName name : plan.newTables()) {
      DeclaredTable table = Objects.requireNonNull(declared.table(name));
      List<Identifier> columns = new ArrayList<>();
      for (DeclaredColumn column : table.columns()) {
        columns.add(column.name());
      }
      Neighbourhood around =
          session.readAround(
              new Neighbourhood.Question(
                  name,
                  columns,
                  declared.tables().keySet(),
                  known.oid(name),
                  VersionTables.NAMES,
                  healing.ledger()));
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
    return healing.policy().namesExactly(Collections.singleton(relation));
  }
}

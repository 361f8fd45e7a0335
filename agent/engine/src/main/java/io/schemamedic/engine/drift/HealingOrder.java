package io.schemamedic.engine.drift;

import io.schemamedic.engine.schema.DeclaredConstraint;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * In which order tables are healed: those that foreign keys refer to come first, so that each is a
 * repair of its own, and what a spent budget leaves out hangs on nothing that was made.
 */
public final class HealingOrder {
  private final Set<RelationName> wanted;
  private final DeclaredSchema declared;
  private final Set<RelationName> visited = new LinkedHashSet<>();
  private final List<RelationName> ordered = new ArrayList<>();

  private HealingOrder(Collection<RelationName> wanted, DeclaredSchema declared) {
    this.wanted = new LinkedHashSet<>(wanted);
    this.declared = declared;
  }

  /** The same relations, otherwise in their order. Tables that refer to each other stay so too. */
  public static List<RelationName> of(Collection<RelationName> relations, DeclaredSchema declared) {
    HealingOrder order = new HealingOrder(relations, declared);
    relations.forEach(order::visit);
    return order.ordered;
  }

  private void visit(RelationName relation) {
    DeclaredTable table = declared.table(relation);
    if (table == null || !visited.add(relation)) {
      return;
    }
    for (DeclaredConstraint constraint : table.constraints()) {
      RelationName parent = constraint.referencedTable();
      if (parent != null) {
        visit(parent);
      }
    }
    if (wanted.contains(relation)) {
      ordered.add(relation);
    }
  }
}

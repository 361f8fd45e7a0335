package io.schemamedic.engine.plan;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.catalog.LiveColumn;
import io.schemamedic.engine.catalog.LiveRelation;
import io.schemamedic.engine.catalog.LiveRelation.Trait;
import io.schemamedic.engine.catalog.SchemaRights;
import io.schemamedic.engine.catalog.SessionFacts;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a plan rests on: everything in the catalog that diagnosis, plan and guard have looked at for
 * it, and nothing else. A catalog that says the same lets them decide the same.
 */
final class Premises {
  private static final String YES = "yes";
  private static final String NO = "no";

  private final RepairPlan plan;
  private final CatalogSnapshot catalog;
  private final List<String> said = new ArrayList<>();

  private Premises(RepairPlan plan, CatalogSnapshot catalog) {
    this.plan = plan;
    this.catalog = catalog;
  }

  static String fingerprint(RepairPlan plan, CatalogSnapshot catalog) {
    Premises premises = new Premises(plan, catalog);
    premises.server();
    plan.newTables().forEach(premises::newTable);
    plan.newColumns().forEach((table, columns) -> premises.alteredTable(table, columns.size()));
    plan.referencedTables().forEach(premises::relation);
    return Fingerprint.of(premises.said);
  }

  private void server() {
    SessionFacts facts = catalog.facts();
    say("server", facts.systemIdentifier(), facts.database(), facts.currentUser());
    say("recovery", flag(facts.isInRecovery()), "read-only", flag(facts.isReadOnly()));
    for (Identifier schemaName : facts.searchPath()) {
      say("path", schemaName.value());
    }
    say("logical slot", flag(catalog.hasLogicalSlot()));
    if (!plan.newTables().isEmpty()) {
      say("published", flag(catalog.areNewTablesPublished()));
    }
  }

  private void newTable(RelationName table) {
    SchemaRights rights = catalog.schema(table.schemaName());
    say("create in", rights == null ? "" : flag(rights.mayCreate()));
    relation(table);
    namesakes(table);
  }

  private void alteredTable(RelationName table, int wanted) {
    LiveRelation live = relation(table);
    namesakes(table);
    if (live == null) {
      return;
    }
    say("room", flag(live.attributeCount() + wanted <= ColumnPlanner.MAX_ATTRIBUTES));
    for (Map.Entry<Identifier, LiveColumn> column : live.columns().entrySet()) {
      say("column", column.getKey().value(), column.getValue().type());
    }
  }

  private @Nullable LiveRelation relation(RelationName name) {
    LiveRelation live = catalog.relation(name);
    say("relation", name.sql(), live == null ? "" : Long.toString(live.oid()));
    if (live != null) {
      for (Trait trait : Trait.values()) {
        say(trait.name(), flag(live.is(trait)));
      }
    }
    return live;
  }

  /** What the statement could mean instead. */
  private void namesakes(RelationName name) {
    for (LiveRelation other : catalog.lookalikes(name)) {
      say("namesake", other.name().sql());
    }
  }

  private static String flag(boolean value) {
    return value ? YES : NO;
  }

  private void say(String... texts) {
    said.addAll(Arrays.asList(texts));
  }
}

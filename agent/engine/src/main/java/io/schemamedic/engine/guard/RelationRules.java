package io.schemamedic.engine.guard;

import io.schemamedic.engine.catalog.LiveRelation;
import io.schemamedic.engine.catalog.LiveRelation.Trait;
import io.schemamedic.engine.catalog.SchemaRights;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.sql.RelationName;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** What the relations that exist allow, and what the repair session's role may do. */
final class RelationRules {
  private static final Map<Trait, Reason> OTHER_KINDS = otherKinds();

  private RelationRules() {}

  private static Map<Trait, Reason> otherKinds() {
    Map<Trait, Reason> kinds = new EnumMap<>(Trait.class);
    kinds.put(Trait.VIEW, Reason.VIEW);
    kinds.put(Trait.FOREIGN_TABLE, Reason.FOREIGN_TABLE);
    kinds.put(Trait.PARTITION, Reason.PARTITION);
    kinds.put(Trait.INHERITANCE, Reason.INHERITANCE);
    return Collections.unmodifiableMap(kinds);
  }

  static GuardDecision ordinaryTable(GuardInput input) {
    for (RelationName table : input.plan().newColumns().keySet()) {
      GuardDecision decision = ordinaryTable(input, table);
      if (!decision.isAllowed()) {
        return decision;
      }
    }
    return GuardDecision.allowed();
  }

  static GuardDecision notOfExtension(GuardInput input) {
    return everyAltered(input, Trait.EXTENSION_OWNED, false, Reason.EXTENSION_OWNED);
  }

  static GuardDecision noRowSecurity(GuardInput input) {
    return everyAltered(input, Trait.ROW_SECURITY, false, Reason.ROW_SECURITY);
  }

  static GuardDecision owned(GuardInput input) {
    return everyAltered(input, Trait.OWNED, true, Reason.NOT_OWNER);
  }

  static GuardDecision notReplicated(GuardInput input) {
    if (input.catalog().hasLogicalSlot()) {
      // Whoever reads it may take in every table, with or without a publication.
      return GuardDecision.refused(Reason.PUBLISHED, "the database has a logical replication slot");
    }
    if (!input.plan().newTables().isEmpty() && input.catalog().areNewTablesPublished()) {
      return GuardDecision.refused(Reason.PUBLISHED, "new tables would be published");
    }
    for (RelationName table : input.plan().newColumns().keySet()) {
      LiveRelation live = input.catalog().relation(table);
      if (live != null && live.is(Trait.SUBSCRIBED)) {
        return GuardDecision.refused(Reason.PUBLISHED, table + " is the target of a subscription");
      }
    }
    return everyAltered(input, Trait.PUBLISHED, false, Reason.PUBLISHED);
  }

  /** A foreign key locks the table that it refers to and puts triggers on it. */
  static GuardDecision parentsOrdinary(GuardInput input) {
    for (RelationName parent : input.plan().referencedTables()) {
      GuardDecision decision = ordinaryTable(input, parent);
      if (!decision.isAllowed()) {
        return decision;
      }
    }
    return GuardDecision.allowed();
  }

  private static GuardDecision ordinaryTable(GuardInput input, RelationName table) {
    LiveRelation live = input.catalog().relation(table);
    if (live == null) {
      return GuardDecision.refused(Reason.STALE_PLAN, table.toString());
    }
    for (Map.Entry<Trait, Reason> kind : OTHER_KINDS.entrySet()) {
      if (live.is(kind.getKey())) {
        return GuardDecision.refused(kind.getValue(), table.toString());
      }
    }
    return live.is(Trait.ORDINARY_TABLE)
        ? GuardDecision.allowed()
        : GuardDecision.refused(Reason.NOT_A_TABLE, table.toString());
  }

  static GuardDecision mayCreate(GuardInput input) {
    for (RelationName table : input.plan().newTables()) {
      SchemaRights rights = input.catalog().schema(table.schemaName());
      if (rights == null) {
        return GuardDecision.refused(Reason.NO_SCHEMA, table.schemaName().toString());
      }
      if (!rights.mayCreate()) {
        return GuardDecision.refused(Reason.NO_PRIVILEGE, table.schemaName().toString());
      }
    }
    return GuardDecision.allowed();
  }

  private static GuardDecision everyAltered(
      GuardInput input, Trait trait, boolean wanted, Reason otherwise) {
    for (RelationName table : input.plan().newColumns().keySet()) {
      LiveRelation live = input.catalog().relation(table);
      if (live == null) {
        return GuardDecision.refused(Reason.STALE_PLAN, table.toString());
      }
      if (live.is(trait) != wanted) {
        return GuardDecision.refused(otherwise, table.toString());
      }
    }
    return GuardDecision.allowed();
  }
}

package io.schemamedic.engine.guard;

import io.schemamedic.engine.catalog.LiveRelation;
import io.schemamedic.engine.catalog.LiveRelation.Trait;
import io.schemamedic.engine.catalog.SchemaRights;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.sql.RelationName;

/** What the relations that exist allow, and what the repair session's role may do. */
final class RelationRules {
  private RelationRules() {}

  static GuardDecision ordinaryTable(GuardInput input) {
    return everyAltered(input, Trait.ORDINARY_TABLE, true, Reason.NOT_A_TABLE);
  }

  static GuardDecision notPartitioned(GuardInput input) {
    return everyAltered(
        input, Trait.PARTITION_OR_INHERITANCE, false, Reason.PARTITION_OR_INHERITANCE);
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
    if (!input.plan().newTables().isEmpty() && input.catalog().areNewTablesReplicated()) {
      return GuardDecision.refused(Reason.PUBLISHED, "new tables would be replicated");
    }
    return everyAltered(input, Trait.PUBLISHED, false, Reason.PUBLISHED);
  }

  /** A foreign key locks the table that it refers to and puts triggers on it. */
  static GuardDecision parentsOrdinary(GuardInput input) {
    for (RelationName parent : input.plan().referencedTables()) {
      LiveRelation live = input.catalog().relation(parent);
      if (live == null) {
        return GuardDecision.refused(Reason.STALE_PLAN, parent.toString());
      }
      if (!live.is(Trait.ORDINARY_TABLE)) {
        return GuardDecision.refused(Reason.NOT_A_TABLE, parent.toString());
      }
      if (live.is(Trait.PARTITION_OR_INHERITANCE)) {
        return GuardDecision.refused(Reason.PARTITION_OR_INHERITANCE, parent.toString());
      }
    }
    return GuardDecision.allowed();
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

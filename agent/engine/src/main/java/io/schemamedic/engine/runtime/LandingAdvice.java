package io.schemamedic.engine.runtime;

import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.source.Migration;
import io.schemamedic.engine.source.MigrationTool;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What to do about a repair whose migration exists already and will still run. */
final class LandingAdvice {
  private LandingAdvice() {}

  /** One text for each declared migration that makes something of what the plan adds. */
  static List<String> of(List<SourceContent> declared, RepairPlan plan) {
    List<String> advice = new ArrayList<>();
    for (SourceContent source : declared) {
      for (Migration migration : source.migrations()) {
        if (makesAnyOf(migration, plan)) {
          advice.add(advice(migration, source.tool()));
        }
      }
    }
    return advice;
  }

  /** Whether a declared migration makes the table or the column; a migration for it is written. */
  static boolean makesAnyOf(Migration migration, RepairPlan plan) {
    for (RelationName table : plan.newTables()) {
      if (migration.makes(table)) {
        return true;
      }
    }
    for (Map.Entry<RelationName, Set<Identifier>> columns : plan.newColumns().entrySet()) {
      for (Identifier column : columns.getValue()) {
        if (migration.adds(columns.getKey(), column)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String advice(Migration migration, @Nullable MigrationTool tool) {
    String start = migration.script() + " makes this already: do not land this draft.";
    if (migration.isTolerant()) {
      return start + " It runs through where the agent was first.";
    }
    return start
        + " When it runs on this database, it fails, since what it makes is there."
        + (tool == MigrationTool.LIQUIBASE
            ? " Give its change set preConditions with onFail=MARK_RAN that ask whether it is there;"
                + " they are no part of its checksum. Or run mark-next-changeset-ran here."
            : " If it has run nowhere yet, write IF NOT EXISTS into it. If it has, leave it as it is"
                + " and enter it into the history here without running it: flyway migrate"
                + " -skipExecutingMigrations=true -cherryPick.");
  }
}

package io.schemamedic.engine.source.liquibase;

import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.SkippedStatement;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.schema.ddl.ExistingObjects;
import io.schemamedic.engine.source.Migration;
import io.schemamedic.engine.source.MigrationSteps;
import io.schemamedic.engine.source.SourceContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a change log of Liquibase into what an empty database has after all of it. */
public final class LiquibaseSource {
  private LiquibaseSource() {}

  /** Whether a script says in its first line that it is a change log. */
  public static boolean isFormattedSql(String text) {
    return SqlChangeLog.is(text);
  }

  /**
   * @param name of the source, as the configuration has it
   * @param path of the change log that includes the others
   */
  public static SourceContent read(String name, ChangeLogFiles files, String path) {
    ChangeLogReader reader = new ChangeLogReader(files);
    List<ChangeSet> changeSets;
    try {
      changeSets = reader.read(path);
    } catch (IOException e) {
      return SourceContent.broken(name, Collections.singletonList(String.valueOf(e.getMessage())));
    }
    Map<String, String> scripts = new LinkedHashMap<>();
    Map<String, String> conditions = new HashMap<>();
    for (ChangeSet changeSet : changeSets) {
      if (scripts.put(changeSet.name(), script(changeSet)) != null) {
        return SourceContent.broken(
            name, Collections.singletonList(changeSet.name() + " is there twice"));
      }
      if (changeSet.isConditional()) {
        conditions.put(changeSet.name(), "it runs or not: " + changeSet.condition());
      }
    }
    MigrationSteps steps = new MigrationSteps();
    DeclaredSchema schema = DdlScriptReader.readMigrations(scripts, conditions, steps);
    if (schema.tables().isEmpty()) {
      return SourceContent.broken(
          name, Collections.singletonList("no change set in it makes a table"));
    }
    List<Migration> migrations = new ArrayList<>();
    scripts.forEach(
        (id, script) -> {
          Migration step = steps.of(id, id, id);
          migrations.add(ExistingObjects.areToleratedBy(script) ? step.tolerant() : step);
        });
    return SourceContent.ofChangeLog(name, schema.withSkipped(skipped(name, reader)), migrations);
  }

  private static List<SkippedStatement> skipped(String name, ChangeLogReader reader) {
    List<SkippedStatement> skipped = new ArrayList<>();
    for (String change : reader.notUnderstood()) {
      skipped.add(SkippedStatement.of(name, 1, "change", change, null));
    }
    return skipped;
  }

  private static String script(ChangeSet changeSet) {
    StringBuilder script = new StringBuilder();
    for (String statement : changeSet.statements()) {
      script.append(statement).append(";\n");
    }
    return script.toString();
  }
}

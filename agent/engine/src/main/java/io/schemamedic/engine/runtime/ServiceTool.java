package io.schemamedic.engine.runtime;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.repair.ServiceTarget;
import io.schemamedic.engine.source.MigrationTool;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which tool runs a service's migrations, from what is declared, what is there, and its classes.
 */
final class ServiceTool {
  private static final Identifier FLYWAY_HISTORY = Identifier.of("flyway_schema_history");
  private static final Identifier LIQUIBASE_HISTORY = Identifier.of("databasechangelog");
  private static final String FLYWAY_CLASS = "org/flywaydb/core/Flyway.class";
  private static final String LIQUIBASE_CLASS = "liquibase/Liquibase.class";

  private ServiceTool() {}

  /** These relations, and the tables by which the tools are known. */
  static Set<RelationName> withHistories(Set<RelationName> relations) {
    Set<RelationName> histories = new LinkedHashSet<>(relations);
    for (RelationName relation : relations) {
      histories.add(RelationName.of(relation.schemaName(), FLYWAY_HISTORY));
      histories.add(RelationName.of(relation.schemaName(), LIQUIBASE_HISTORY));
    }
    return histories;
  }

  /** Remembers whose history is in the catalog; if both are, neither decides. */
  static void remember(MonitoredDatabase database, CatalogSnapshot catalog) {
    boolean flyway = !catalog.namesakes(FLYWAY_HISTORY).isEmpty();
    boolean liquibase = !catalog.namesakes(LIQUIBASE_HISTORY).isEmpty();
    if (flyway != liquibase) {
      database.sawHistoryOf(flyway ? MigrationTool.FLYWAY : MigrationTool.LIQUIBASE);
    }
  }

  /** What is declared says it for certain; without any sign it is Flyway. */
  static MigrationTool of(List<SourceContent> declared, MonitoredDatabase database) {
    for (SourceContent source : declared) {
      MigrationTool tool = source.tool();
      if (tool != null) {
        return tool;
      }
    }
    MigrationTool history = database.history();
    if (history != null) {
      return history;
    }
    ServiceTarget target = database.target();
    return target.hasClass(LIQUIBASE_CLASS) && !target.hasClass(FLYWAY_CLASS)
        ? MigrationTool.LIQUIBASE
        : MigrationTool.FLYWAY;
  }
}

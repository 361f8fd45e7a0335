package io.schemamedic.engine.runtime;

import io.schemamedic.engine.catalog.CatalogReader;
import io.schemamedic.engine.catalog.SessionFacts;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.source.PendingMigrations;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** Asks a database which of the service's migrations have not run in it. */
final class PendingLook {
  /** The detail of a refusal while a tool migrates. */
  static final String UNDER_WAY = "Flyway is migrating";

  private PendingLook() {}

  /**
   * Without a query where no migrations are declared.
   *
   * @param sources of what is declared
   * @param facts of a session whose search path is the service's
   */
  static PendingMigrations at(
      CatalogReader reader,
      Collection<SourceContent> sources,
      DeclaredSchema declared,
      SessionFacts facts)
      throws SQLException {
    if (sources.stream().allMatch(content -> content.migrations().isEmpty())) {
      return PendingMigrations.none();
    }
    Set<Identifier> schemas = new LinkedHashSet<>(facts.searchPath());
    for (RelationName table : declared.tables().keySet()) {
      schemas.add(table.schemaName());
    }
    return PendingMigrations.of(sources, reader.migrationHistory(schemas));
  }
}

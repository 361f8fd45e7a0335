package io.schemamedic.engine.runtime;

import io.schemamedic.engine.repair.RepairSession;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.source.PendingMigrations;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Asks a database which of the service's migrations have not run in it. */
final class PendingLook {
  private PendingLook() {}

  /** Without a query where no migrations are declared. */
  static PendingMigrations at(RepairSession session, WantedSchema wanted, DeclaredSchema declared) {
    List<SourceContent> contents = wanted.contents();
    if (contents.stream().allMatch(content -> content.migrations().isEmpty())) {
      return PendingMigrations.none();
    }
    Set<Identifier> schemas = new LinkedHashSet<>();
    for (RelationName table : declared.tables().keySet()) {
      schemas.add(table.schemaName());
    }
    try {
      return PendingMigrations.of(contents, session.readMigrationHistory(schemas));
    } catch (SQLException e) {
      // A history that cannot be read tells nothing; a connection that is gone will show by itself.
      return PendingMigrations.none();
    }
  }
}

package io.schemamedic.engine.source.hibernate;

import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.SkippedStatement;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.entry.HibernateMapping;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the mapping of one session factory makes of a database. Immutable. */
public final class HibernateModel {
  /** The name of the source in the configuration, and of what it declares. */
  public static final String SOURCE = "hibernate";

  private final String dialect;
  private final boolean postgresql;
  private final @Nullable String schemaName;
  private final DeclaredSchema schema;

  private HibernateModel(
      String dialect, boolean postgresql, @Nullable String schemaName, DeclaredSchema schema) {
    this.dialect = dialect;
    this.postgresql = postgresql;
    this.schemaName = schemaName;
    this.schema = schema;
  }

  /**
   * Asks Hibernate for what it would create; once for each mapping. Of another database than
   * PostgreSQL nothing is asked.
   *
   * @throws ReflectiveOperationException if this Hibernate is not like those that are known
   */
  public static HibernateModel read(HibernateMapping mapping) throws ReflectiveOperationException {
    HibernateTooling tooling = new HibernateTooling(mapping);
    Class<?> dialect = tooling.dialect().getClass();
    if (!Dialects.isPostgresql(dialect)) {
      return new HibernateModel(dialect.getName(), false, null, DeclaredSchema.builder().build());
    }
    FactorySettings settings = new FactorySettings(mapping.settings());
    if (!settings.isChangingTables() && !settings.isWritingCreation()) {
      tooling.orderColumns();
    }
    String schemaName = settings.isForSeveralTenants() ? null : tooling.currentSchema();
    List<Identifier> searchPath =
        schemaName == null
            ? Collections.<Identifier>emptyList()
            : Collections.singletonList(Identifier.of(schemaName));
    return new HibernateModel(
        dialect.getName(),
        true,
        schemaName,
        DdlScriptReader.readCommands(SOURCE, searchPath, tooling.creationCommands()));
  }

  /** The class of Hibernate's dialect, or of the service's own. */
  public String dialect() {
    return dialect;
  }

  /** Whether this is a mapping for PostgreSQL; if not, it declares nothing. */
  public boolean isPostgresql() {
    return postgresql;
  }

  /** What it declares. */
  public DeclaredSchema schema() {
    return schema;
  }

  /**
   * The number of tables that are not declared because the mapping names no schema for them, and
   * Hibernate does not know the one in which its connections work.
   */
  public int tablesWithoutSchema() {
    int count = 0;
    for (SkippedStatement skipped : schema.skipped()) {
      if (schemaName == null && skipped.isHalfRead()) {
        count++;
      }
    }
    return count;
  }
}

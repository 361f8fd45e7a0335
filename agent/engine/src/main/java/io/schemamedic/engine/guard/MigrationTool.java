package io.schemamedic.engine.guard;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tools that look after a schema themselves, by the packages of their classes. */
public enum MigrationTool {
  FLYWAY("Flyway", "org.flywaydb."),
  LIQUIBASE("Liquibase", "liquibase."),
  MYBATIS_MIGRATIONS("MyBatis Migrations", "org.apache.ibatis.migration."),
  EBEAN_MIGRATION("Ebean", "io.ebean.migration."),
  HIBERNATE_SCHEMA_TOOL("Hibernate's schema tool", "org.hibernate.tool.schema."),
  /** Before Hibernate 5. */
  HIBERNATE_HBM2DDL("Hibernate's schema tool", "org.hibernate.tool.hbm2ddl.");

  /** Of those that run when a service starts; where they are on its class path, they may. */
  public static final List<String> CLASS_FILES =
      Collections.unmodifiableList(
          Arrays.asList(
              "org/flywaydb/core/Flyway.class",
              "liquibase/Liquibase.class",
              "io/ebean/migration/MigrationRunner.class"));

  /** Deeper than a tool stands below the driver, and few enough to look at. */
  private static final int MOST_FRAMES = 256;

  private final String label;
  private final String packagePrefix;

  MigrationTool(String label, String packagePrefix) {
    this.label = label;
    this.packagePrefix = packagePrefix;
  }

  /** As people call it. */
  String label() {
    return label;
  }

  /** The tool nearest to the driver; null if none is among the callers. */
  public static @Nullable MigrationTool among(StackTraceElement[] callers) {
    for (int i = 0; i < callers.length && i < MOST_FRAMES; i++) {
      String className = callers[i].getClassName();
      for (MigrationTool tool : values()) {
        if (className.startsWith(tool.packagePrefix)) {
          return tool;
        }
      }
    }
    return null;
  }
}

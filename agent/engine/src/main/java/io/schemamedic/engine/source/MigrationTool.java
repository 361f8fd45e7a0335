package io.schemamedic.engine.source;

/** The tool that runs a service's migrations, and whose history says what has run. */
public enum MigrationTool {
  /** Versioned SQL scripts, and the form where no tool is known. */
  FLYWAY,
  /** A change log in formatted SQL. */
  LIQUIBASE
}

package io.schemamedic.engine.guard;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tables in which migration tools and services keep the version of their schema. They are asked for
 * before they exist, and the error is the answer. Only names that mean nothing else; a table called
 * {@code changelog} may be anyone's.
 */
public final class VersionTables {
  /** In lower case. */
  public static final List<String> NAMES =
      Collections.unmodifiableList(
          Arrays.asList(
              // Flyway, and before its version 5
              "flyway_schema_history",
              "schema_version",
              // Liquibase
              "databasechangelog",
              "databasechangeloglock",
              // Keycloak, Openfire and before its version 3.6
              "migration_model",
              "ofversion",
              "jiveversion",
              // Ebean
              "db_migration",
              // Rails and others, Alembic, goose, Knex, Play, Entity Framework
              "schema_migrations",
              "alembic_version",
              "goose_db_version",
              "knex_migrations",
              "knex_migrations_lock",
              "play_evolutions",
              "play_evolutions_lock",
              "__efmigrationshistory"));

  private static final Set<String> LOOKED_UP = Collections.unmodifiableSet(new HashSet<>(NAMES));

  private VersionTables() {}

  /** In any case of letters: tools differ in what they quote. */
  static boolean contains(String name) {
    return LOOKED_UP.contains(name.toLowerCase(Locale.ROOT));
  }
}

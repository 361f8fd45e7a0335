package io.schemamedic.engine.source.hibernate;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Tells dialects for PostgreSQL from all others, by the names of their classes. */
final class Dialects {
  /** Those of Hibernate from which all others for PostgreSQL are derived; 81 is that of 5. */
  private static final Set<String> POSTGRESQL =
      new HashSet<>(
          Arrays.asList(
              "org.hibernate.dialect.PostgreSQLDialect",
              "org.hibernate.dialect.PostgreSQL81Dialect",
              "org.hibernate.community.dialect.PostgreSQLLegacyDialect"));

  private Dialects() {}

  /** CockroachDB speaks the protocol, and Hibernate 5 derives it, but it heals by other rules. */
  static boolean isPostgresql(Class<?> dialect) {
    for (Class<?> type = dialect; type != null; type = type.getSuperclass()) {
      if (type.getSimpleName().startsWith("Cockroach")) {
        return false;
      }
      if (POSTGRESQL.contains(type.getName())) {
        return true;
      }
    }
    return false;
  }
}

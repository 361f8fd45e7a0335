package io.schemamedic.engine.guard;

import io.schemamedic.engine.config.RelationPattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Tables that an agent must not make up. Migration tools ask whether their history exists and act
 * on the answer; an empty job or workflow table changes what runs; an empty list of revoked or
 * denied things lets everything through.
 */
final class BuiltInDenyList {
  static final List<RelationPattern> PATTERNS =
      parse(
          // Flyway, Liquibase, and other migration tools' history
          "*.flyway_schema_history",
          "*.schema_version",
          "*.databasechangelog*",
          "*.schema_migrations",
          "*.migration_model",
          // Spring Batch, Quartz, Camunda, Activiti, Flowable
          "*.batch_*",
          "*.qrtz_*",
          "*.act_*",
          "*.flw_*",
          // security
          "*.*revoked*",
          "*.*revocation*",
          "*.*blacklist*",
          "*.*blocklist*",
          "*.*denylist*",
          "*.*banned*",
          "*.*token*",
          "*.acl*",
          "*.*_acl*",
          "*.*permission*",
          "*.*credential*",
          "*.*audit*",
          "*.*ledger*",
          "*.*_lock",
          "*.*_locks",
          "*.shedlock",
          // PostgreSQL's own
          "pg_*.*",
          "information_schema.*");

  private BuiltInDenyList() {}

  private static List<RelationPattern> parse(String... texts) {
    List<RelationPattern> patterns = new ArrayList<>();
    for (String text : Arrays.asList(texts)) {
      patterns.add(RelationPattern.parse(text));
    }
    return Collections.unmodifiableList(patterns);
  }
}

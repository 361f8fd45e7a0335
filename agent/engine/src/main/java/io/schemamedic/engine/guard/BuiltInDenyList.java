package io.schemamedic.engine.guard;

import io.schemamedic.engine.config.RelationPattern;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Tables that an agent must not make up. Migration tools ask whether their history exists and act
 * on the answer; an empty job or workflow table changes what runs; an empty list of revoked or
 * denied things lets everything through.
 */
final class BuiltInDenyList {
  private static final List<RelationPattern> PATTERNS =
      parse(
          // more that belongs to the tools of VersionTables
          "*.databasechangelog*",
          "*.knex_migrations*",
          "*.play_evolutions*",
          // Spring Batch, Quartz, Camunda, Activiti, Flowable
          "*.batch_*",
          "*.qrtz_*",
          "*.act_*",
          "*.flw_*",
          // JobRunr, db-scheduler
          "*.jobrunr_*",
          "*.scheduled_tasks",
          // security
          "*.*revoked*",
          "*.*revocation*",
          "*.*blacklist*",
          "*.*blocklist*",
          "*.*denylist*",
          "*.*banned*",
          // people who must not be written to
          "*.*suppression*",
          "*.*opt_out*",
          "*.*unsubscribe*",
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

  /** In any case: {@code "BATCH_JOB_INSTANCE"} is as much Spring Batch's as without quotes. */
  static boolean covers(RelationName relation) {
    String schemaName = relation.schemaName().value().toLowerCase(Locale.ROOT);
    String name = relation.name().value().toLowerCase(Locale.ROOT);
    for (RelationPattern pattern : PATTERNS) {
      if (pattern.matches(schemaName, name)) {
        return true;
      }
    }
    return false;
  }

  private static List<RelationPattern> parse(String... texts) {
    List<RelationPattern> patterns = new ArrayList<>();
    for (String name : VersionTables.NAMES) {
      patterns.add(RelationPattern.parse("*." + name));
    }
    for (String text : Arrays.asList(texts)) {
      patterns.add(RelationPattern.parse(text));
    }
    return Collections.unmodifiableList(patterns);
  }
}

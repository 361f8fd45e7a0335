package io.schemamedic.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.testing.TestCatalog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInDenyListTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public.flyway_schema_history",
        "public.ofversion",
        "public.db_migration",
        "app.schema_version",
        "public.databasechangelog",
        "public.DATABASECHANGELOG",
        "public.databasechangeloglock",
        "public.schema_migrations",
        "public.alembic_version",
        "public.__EFMigrationsHistory",
        "public.knex_migrations_lock",
        "public.scheduled_tasks",
        "public.mail_suppressions",
        "public.opt_outs",
        "public.newsletter_unsubscribed",
        "public.batch_job_instance",
        "public.BATCH_JOB_INSTANCE",
        "public.qrtz_triggers",
        "public.act_ru_task",
        "public.flw_event_definition",
        "public.revoked_sessions",
        "public.user_revocations",
        "public.ip_blacklist",
        "public.blocklist",
        "public.denylist_entry",
        "public.banned_users",
        "public.refresh_tokens",
        "public.AccessToken",
        "public.acl",
        "public.acl_entry",
        "public.document_acl",
        "public.role_permissions",
        "public.credentials",
        "public.audit_log",
        "public.login_audit",
        "public.ledger",
        "public.scheduler_lock",
        "public.advisory_locks",
        "public.shedlock",
        "pg_catalog.pg_class",
        "pg_temp.x",
        "information_schema.tables",
      })
  void tablesWhoseEmptyFormMeansSomething(String relation) {
    assertThat(isDenied(relation)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public.conversations",
        "public.messages",
        "public.chat_sessions",
        "public.chat_messages",
        "public.council_validations",
        "public.users",
        "public.orders",
        "public.batches",
        "public.tasks",
        "public.subscribers",
        "public.clock",
        "public.blocks",
        "public.locksmiths",
        "public.facts",
        "public.contracts",
        "public.oracles",
        "public.activities",
        "public.flows",
        "public.unlocked",
        "public.migrations_of_birds",
        "pgapp.orders",
        "page.orders",
      })
  void tablesOfTheServiceItself(String relation) {
    assertThat(isDenied(relation)).isFalse();
  }

  private static boolean isDenied(String relation) {
    return BuiltInDenyList.covers(TestCatalog.name(relation));
  }
}

package io.schemamedic.engine.runtime;

import io.schemamedic.engine.audit.AuditLog;
import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.config.RelationPattern;
import io.schemamedic.engine.config.RepairBudget;
import io.schemamedic.engine.guard.Policy;
import io.schemamedic.engine.incident.IncidentIds;
import io.schemamedic.engine.incident.IncidentLog;
import io.schemamedic.engine.incident.IncidentStore;
import io.schemamedic.engine.metrics.MedicMetrics;
import io.schemamedic.engine.repair.RepairRole;
import io.schemamedic.engine.repair.RepairSessions;
import io.schemamedic.engine.retry.RetryPolicy;
import io.schemamedic.engine.schema.DeclaredSchema;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the line needs, for an owner who allows {@code public.*} and keeps no audit. */
final class TestHealing {
  private TestHealing() {}

  static Healing of(
      Mode mode,
      DeclaredSchema declared,
      KillSwitch killSwitch,
      MedicMetrics metrics,
      IncidentStore incidents,
      Clock clock) {
    return of(mode, declared, killSwitch, metrics, incidents, clock, new RetryPolicy(false));
  }

  /** As above, with drafts of the migrations. */
  static Healing of(
      Mode mode,
      DeclaredSchema declared,
      KillSwitch killSwitch,
      MedicMetrics metrics,
      IncidentStore incidents,
      Clock clock,
      Drafts drafts) {
    return of(
        mode, declared, killSwitch, metrics, incidents, clock, new RetryPolicy(false), drafts);
  }

  /** As above, with another rule for calls under savepoints. */
  static Healing of(
      Mode mode,
      DeclaredSchema declared,
      KillSwitch killSwitch,
      MedicMetrics metrics,
      IncidentStore incidents,
      Clock clock,
      RetryPolicy retryPolicy) {
    return of(
        mode,
        declared,
        killSwitch,
        metrics,
        incidents,
        clock,
        retryPolicy,
        new Drafts(
            Optional.empty(),
            WantedSchema.of(declared),
            new AgentErrors(metrics, line -> {}),
            clock));
  }

  private static Healing of(
      Mode mode,
      DeclaredSchema declared,
      KillSwitch killSwitch,
      MedicMetrics metrics,
      IncidentStore incidents,
      Clock clock,
      RetryPolicy retryPolicy,
      Drafts drafts) {
    AgentErrors errors = new AgentErrors(metrics, line -> {});
    Records records =
        new Records(
            mode,
            metrics,
            AuditLog.nowhere(),
            IncidentLog.of(java.time.Clock.systemUTC(), line -> {}),
            incidents,
            IncidentIds.of(1),
            new RepairRecords(
                mode,
                metrics,
                AuditLog.nowhere(),
                new PlanStore(Duration.ofHours(1), clock),
                new DriftStore(metrics, line -> {}),
                drafts,
                errors,
                clock),
            errors,
            clock);
    return new Healing(
        mode,
        WantedSchema.of(declared),
        new Policy(
            List.of(RelationPattern.parse("public.*")),
            List.of(),
            Set.of(),
            new RepairBudget(10, 3, 30),
            false),
        retryPolicy,
        true,
        Duration.ofMillis(300),
        Duration.ofSeconds(5),
        Duration.ofSeconds(20),
        null,
        "7@web",
        new RepairSessions(new RepairRole(null, null, () -> null), 5),
        killSwitch,
        records,
        clock);
  }
}

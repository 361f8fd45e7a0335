package io.schemamedic.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.audit.AuditLog;
import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.incident.IncidentIds;
import io.schemamedic.engine.incident.IncidentLog;
import io.schemamedic.engine.incident.IncidentStore;
import io.schemamedic.engine.metrics.MedicMetrics;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Label values are bounded, but there is room for every code that the engine can bring. */
class ReasonsCountedTest {
  private final MedicMetrics metrics = MedicMetrics.create("test", 10);

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void noReasonFallsIntoOther() {
    bringAllOtherCodes();

    for (Reason reason : Reason.values()) {
      metrics.decision(Decision.REFUSED.code(), reason.code());
    }

    String scraped = metrics.scrape();
    for (Reason reason : Reason.values()) {
      assertThat(scraped)
          .contains(
              "schema_medic_decisions_total{decision=\"refused\",reason=\"%s\",} 1.0"
                  .formatted(reason.code()));
    }
    assertThat(scraped).doesNotContain("reason=\"other\"", "decision=\"other\"");
  }

  /** Kinds, steps and outcomes share the room; {@link Records} brings them when it is made. */
  private void bringAllOtherCodes() {
    AgentErrors errors = new AgentErrors(metrics, line -> {});
    Clock clock = new Clock();
    new Records(
        Mode.REPAIR,
        metrics,
        AuditLog.nowhere(),
        IncidentLog.of(java.time.Clock.systemUTC(), line -> {}),
        new IncidentStore(),
        IncidentIds.of(1),
        new RepairRecords(
            Mode.REPAIR,
            metrics,
            AuditLog.nowhere(),
            new PlanStore(Duration.ofHours(1), clock),
            new DriftStore(metrics, line -> {}),
            new Drafts(
                Optional.empty(),
                WantedSchema.of(DdlScriptReader.read("test.sql", "")),
                errors,
                clock),
            errors,
            clock),
        errors,
        clock);
    for (Decision decision : Decision.values()) {
      metrics.expectDecision(decision.code(), Reason.REPAIRED.code());
    }
  }
}

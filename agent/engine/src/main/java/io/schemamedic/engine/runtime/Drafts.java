package io.schemamedic.engine.runtime;

import io.schemamedic.engine.migration.MigrationDraft;
import io.schemamedic.engine.migration.MigrationDraftWriter;
import io.schemamedic.engine.plan.Hazard;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.schema.ddl.IdempotentDdl;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Drafts of the real migrations. A draft that cannot be written is counted and does not stop
 * anything: the DDL is in the audit log and on the status page as well. Thread-safe.
 */
final class Drafts {
  private final Optional<MigrationDraftWriter> writer;
  private final WantedSchema wanted;
  private final AgentErrors errors;
  private final Clock clock;
  private final UnreconciledRepairs repairs = new UnreconciledRepairs();

  Drafts(
      Optional<MigrationDraftWriter> writer, WantedSchema wanted, AgentErrors errors, Clock clock) {
    this.writer = writer;
    this.wanted = wanted;
    this.errors = errors;
    this.clock = clock;
  }

  /** The repairs of this process that wait for their migration. */
  UnreconciledRepairs unreconciled() {
    return repairs;
  }

  /**
   * @param repairId null if the plan is only proposed
   */
  void write(
      MonitoredDatabase database, RepairCause cause, RepairPlan plan, @Nullable String repairId) {
    if (repairId != null) {
      repairs.add(database.label(), plan);
    }
    if (!writer.isPresent()) {
      return;
    }
    try {
      writer.get().write(draft(database, cause, plan, repairId));
    } catch (IOException e) {
      errors.draftNotWritten(e);
    } catch (RuntimeException e) {
      // What is declared may have changed since the plan was made; the other records must go on.
      errors.count(Step.RECORD.code(), e);
    }
  }

  private MigrationDraft draft(
      MonitoredDatabase database, RepairCause cause, RepairPlan plan, @Nullable String repairId) {
    MigrationDraft.Builder draft =
        MigrationDraft.of(
                ServiceTool.of(wanted.contents(), database),
                clock.now(),
                plan.repairedRelations().iterator().next().name().value(),
                IdempotentDdl.of(
                    wanted.current(), plan.newTables(), plan.newColumns(), plan.leftOutColumns()))
            .fact("status", repairId == null ? "proposed" : "repaired, to be reviewed and landed")
            .fact("time", clock.now().toString())
            .fact("database", database.label())
            .fact("repair", repairId)
            .fact("incident", cause.incident())
            .fact("failure", cause.kind())
            .fact("statement fingerprint", cause.statementFingerprint())
            .fact("plan fingerprint", plan.fingerprint());
    for (String script : plan.pending()) {
      draft.fact("pending migration", script + " has not run here and makes the same");
    }
    for (Hazard hazard : plan.hazards()) {
      draft.fact("hazard", hazard.toString());
    }
    for (String advice : LandingAdvice.of(wanted.contents(), plan)) {
      draft.fact("how to go on", advice);
    }
    return draft.build();
  }
}
